/** What a customer is told of a complaint, in their language: the same for HTML and plain text. Pure. */
import type { CaseEntry } from '../../core/complaint/case.ts';
import { isOwnCategory } from '../../core/complaint/form.ts';
import type { ComplaintForm } from '../../core/config/complaint-care.ts';
import { complaintWords } from '../../core/language/complaint-words.ts';
import { type Language, textIn } from '../../core/language/languages.ts';
import type { Day } from '../../core/time/calendar.ts';
import type { Labelled } from '../frame/parts.ts';

export interface CustomerView {
  language: Language;
  subject: string;
  /** What inboxes show beside the subject. */
  preview: string;
  /** Empty where the company is not named. */
  company: string;
  title: string;
  /** Ours, or what the company answers. */
  text: string;
  number: Labelled;
  facts: Labelled[];
  quote: string;
  footer: string;
}

/** What the mail is written from. */
export interface CustomerMail {
  subject: string;
  language: Language;
  company: string | undefined;
  /** The day on which it was received. */
  day: Day;
  category: string | undefined;
  form: ComplaintForm | undefined;
  entry: Pick<CaseEntry, 'answer'>;
}

/** Western digits, as in the case number; the day before the month in English too. */
const writeDay = (day: Day, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-u-nu-latn`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));

/** A category in the customer's words; one that only the company's systems know is not told. */
const categoryIn = ({ category, form, language }: CustomerMail): string | undefined => {
  if (category === undefined) return undefined;
  const label = form?.categories?.find(({ id }) => id === category)?.label;
  if (label) return textIn(label, language);
  return isOwnCategory(category) ? complaintWords[language].categories[category] : undefined;
};

/**
 * Nothing that was typed into the form stands in the mail that confirms it, not even the name: whoever gives another's
 * address could write to them through us.
 */
export const customerView = (mail: CustomerMail): CustomerView => {
  const { subject, language, company = '', day, entry } = mail;
  const words = complaintWords[language].mail;
  const { answer } = entry;
  const about = categoryIn(mail);
  const fill = (text: string) => text.replace('{case}', () => subject);
  return {
    language,
    subject: fill(answer === undefined ? words.received.subject : words.answered.subject),
    preview: answer === undefined ? words.received.text : answer.slice(0, 140),
    company,
    title: answer === undefined ? words.received.title : words.answered.title,
    text: answer ?? words.received.text,
    number: { label: words.number, text: subject },
    facts: [
      { label: words.date, text: writeDay(day, language) },
      ...(about === undefined ? [] : [{ label: words.about, text: about }]),
    ],
    quote: words.quote,
    footer: words.why,
  };
};
