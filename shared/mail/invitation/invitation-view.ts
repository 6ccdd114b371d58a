/** What an invitation's mail says, in the customer's language: the same for HTML and plain text. */
import { invitationWords } from '../../core/language/invitation-words.ts';
import { type Language, textIn } from '../../core/language/languages.ts';
import { surveyWords } from '../../core/language/survey-words.ts';
import { isScale, scales } from '../../core/survey/answers.ts';
import type { Invitation } from '../../core/survey/invitation.ts';
import type { Survey } from '../../core/survey/survey.ts';
import type { Day } from '../../core/time/calendar.ts';

/** A score that can be given from the mail, and the page on which it then is chosen. */
interface ScoreLink {
  label: string;
  href: string;
}

export interface InvitationView {
  language: Language;
  subject: string;
  /** What inboxes show beside the subject. */
  preview: string;
  /** Empty where the company is not named. */
  company: string;
  title: string;
  paragraphs: string[];
  delivery: string;
  /** The first score, if the survey asks for one. */
  score?: { question: string; ends: string; choose: string; orChoose: string; links: ScoreLink[] };
  answer: { label: string; href: string };
  until: string;
  footer: string;
  stop: { label: string; href: string };
}

/** What the mail is written from. */
export interface InvitationMail {
  invitation: Pick<Invitation, 'language' | 'delivery' | 'customer'>;
  survey: Pick<Survey, 'title' | 'intro' | 'questions'>;
  /** The company by name, if it is known. */
  company: string | undefined;
  /** The last day on which the link is good. */
  lastDay: Day;
  reminder: boolean;
  /** The page of the survey, and the one that ends invitations. */
  pages: { survey: string; stop: string };
}

/** Western digits, as on the buttons beside them; the day before the month in English too. */
const writeDay = (day: Day, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-u-nu-latn`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));

/** What customers wrote may hold anything: a replacement is no pattern. */
const fill = (text: string, name: string, value: string): string => text.replace(`{${name}}`, () => value);

const scoreOf = ({ survey, invitation, pages }: InvitationMail): InvitationView['score'] => {
  const { language } = invitation;
  const question = survey.questions.find(isScale);
  if (!question) return undefined;
  const { from, to } = scales[question.kind];
  const own = surveyWords[language].ends[question.kind];
  const [lowest, highest] = [question.lowest, question.highest].map((text) => text && textIn(text, language));
  const { choose, orChoose } = invitationWords[language];
  return {
    question: textIn(question.text, language),
    ends: `${from} = ${lowest ?? own.lowest} · ${to} = ${highest ?? own.highest}`,
    choose,
    orChoose,
    links: Array.from({ length: to - from + 1 }, (_, at) => ({
      label: String(from + at),
      href: `${pages.survey}?score=${from + at}`,
    })),
  };
};

export const invitationView = (mail: InvitationMail): InvitationView => {
  const { invitation, survey, company = '', lastDay, reminder, pages } = mail;
  const { language, delivery, customer } = invitation;
  const words = invitationWords[language];
  const title = textIn(survey.title, language);
  const score = scoreOf(mail);
  const [first] = survey.questions;
  return {
    language,
    subject: reminder ? fill(words.reminderSubject, 'title', title) : title,
    preview: score?.question ?? (first ? textIn(first.text, language) : words.asked),
    company,
    title,
    paragraphs: [
      customer?.name ? fill(words.hello, 'name', customer.name) : words.helloAll,
      ...(reminder ? [words.reminder] : [survey.intro ? textIn(survey.intro, language) : words.asked]),
    ],
    delivery: fill(words.delivery, 'delivery', delivery.subject),
    ...(score && { score }),
    answer: { label: words.answer, href: pages.survey },
    until: fill(words.until, 'date', writeDay(lastDay, language)),
    footer: company ? fill(words.why, 'company', company) : words.whyUs,
    stop: { label: words.stop, href: pages.stop },
  };
};
