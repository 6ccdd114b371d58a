/** A survey at an address that anybody may open: behind a QR code, on a kiosk, in a frame of a customer portal. */
import { chooseLanguage, type Language, textIn } from '../../shared/core/language/languages.ts';
import { surveyWords } from '../../shared/core/language/survey-words.ts';
import { readAnswers } from '../../shared/core/survey/answers.ts';
import { hasEnded } from '../../shared/core/survey/ended.ts';
import { markup } from '../../shared/core/text/markup.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import type { FormFields } from '../../shared/http/read-form.ts';
import { refuse } from '../../shared/pages/customer/refuse.ts';
import { type FormView, surveyForm, titleOf } from '../../shared/pages/customer/survey-form.ts';
import { readFormSent, writeFormSent } from '../../shared/store/sent-forms.ts';
import { readSurvey, type SurveyVersion } from '../../shared/store/surveys.ts';
import type { PageAnswer, PageRequest, SurveyPage } from './request.ts';
import { saying } from './sayings.ts';
import { submitAnswer } from './submit-answer.ts';

/** Names of the form's own fields. */
const fields = { token: 'token', version: 'version' } as const;

type OpenSurvey = SurveyVersion & { open: NonNullable<SurveyVersion['open']> };

interface Visit {
  request: PageRequest;
  survey: OpenSurvey;
  language: Language;
  channel: string;
  company: string | undefined;
}

const isOpen = (survey: SurveyVersion | undefined): survey is OpenSurvey => survey?.open !== undefined;

const around = ({ survey, language, company, channel }: Visit, query: Record<string, string> = {}) => ({
  language,
  company,
  frames: survey.open.frames,
  switchTo: { languages: survey.languages, query: { channel, ...query } },
});

const say = (visit: Visit, word: 'thanks' | 'sent' | 'ended', status: number): PageAnswer => {
  const { survey, language, channel } = visit;
  const words = surveyWords[language];
  const thanks = word === 'thanks' && survey.thanks ? { text: textIn(survey.thanks, language) } : {};
  const again = new URLSearchParams({ channel, lang: language }).toString();
  return saying(
    { ...around(visit, word === 'thanks' ? { done: '1' } : {}), status, sign: word === 'ended' ? 'news' : 'done' },
    { ...words[word], ...thanks },
    word !== 'ended' && markup`<p class="do"><a href="?${again}">${words.another}</a></p>`,
  );
};

/** What a form's token is good for: the questions that were shown, whatever is applied meanwhile. */
const subjectOf = (id: string, version: string | number): string => `${id}#${version}`;

/** The form under its id, signed now; under a new one, if it has none. */
const form = async (
  visit: Visit,
  status: number,
  id: string | undefined,
  view: Pick<FormView, 'entered' | 'problems' | 'notice'>,
): Promise<PageAnswer> => {
  const { request, survey, language } = visit;
  const token = await request.forms.sign('open', subjectOf(survey.id, survey.version), id);
  const hidden = { [fields.token]: token, [fields.version]: String(survey.version) };
  const whole: FormView = { survey, language, hidden, shared: true, ...view };
  return { kind: 'page', page: { ...around(visit), status, title: titleOf(whole), main: surveyForm(whole) } };
};

/** Who visits which survey, or the page that stands there instead of the form. */
const arrive = async (request: PageRequest, name: string): Promise<{ visit: Visit } | { answer: PageAnswer }> => {
  const { query, languages, now } = request;
  const [surveys, policy] = await Promise.all([request.surveys(), request.policy()]);
  const survey = surveys.find(({ id }) => id === name);
  if (!isOpen(survey)) return { answer: { kind: 'page', page: refuse(languages, 'noSuchPage') } };
  const { channels } = survey.open;
  const visit: Visit = {
    request,
    survey,
    language: chooseLanguage([languages.asked, ...languages.accepted], survey.languages),
    // A channel that nobody configured must not become a slice.
    channel: channels.find((each) => each === query.channel) ?? channels[0] ?? '',
    company: policy.company,
  };
  return hasEnded(survey, dayAt(now, policy.timeZone)) ? { answer: say(visit, 'ended', 410) } : { visit };
};

/** The version that the form was shown in: the token says that it was. */
const shownIn = async (
  { request, survey }: Visit,
  sent: FormFields,
): Promise<{ id: string; fresh: boolean; survey: OpenSurvey } | undefined> => {
  const version = Number(sent.get(fields.version)?.at(-1));
  const token = sent.get(fields.token)?.at(-1) ?? '';
  const reading = await request.forms.read(token, 'open', subjectOf(survey.id, version));
  if (reading.kind === 'invalid') return undefined;
  const shown = version === survey.version ? survey : await readSurvey(request.board, survey.id, version);
  return isOpen(shown) ? { id: reading.id, fresh: reading.kind === 'valid', survey: shown } : undefined;
};

export const open: SurveyPage<string> = {
  show: async (request, name) => {
    const arrived = await arrive(request, name);
    if ('answer' in arrived) return arrived.answer;
    if (request.query.done !== undefined) return say(arrived.visit, 'thanks', 200);
    return form(arrived.visit, 200, undefined, { entered: new Map() });
  },

  submit: async (request, name, entered) => {
    const arrived = await arrive(request, name);
    if ('answer' in arrived) return arrived.answer;
    const shown = await shownIn(arrived.visit, entered);
    if (!shown) return form(arrived.visit, 422, undefined, { entered, notice: 'sendAgain' });
    const { id, survey } = shown;
    const visit: Visit = { ...arrived.visit, survey };
    if (await readFormSent(request.board, id)) return say(visit, 'sent', 200);
    if (!shown.fresh) return form(visit, 422, id, { entered, notice: 'sendAgain' });
    const reading = readAnswers(survey, entered);
    if (reading.kind === 'wrong') return form(visit, 422, id, { entered, problems: reading.problems });
    const { language, channel } = visit;
    const answering = { subject: id, survey, language, answers: reading.answers, dimensions: { channel } };
    if (!(await submitAnswer(request, answering))) return form(visit, 503, id, { entered, notice: 'notKept' });
    await writeFormSent(request.board, id, new Date(request.now).toISOString());
    return { kind: 'moved', query: { channel, done: '1', lang: language }, frames: survey.open.frames };
  },
};
