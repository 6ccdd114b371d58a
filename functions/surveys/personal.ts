/** The survey behind a link in an invitation: one customer, one delivery, one answer. */
import { chooseLanguage, type Language, textIn } from '../../shared/core/language/languages.ts';
import { surveyWords } from '../../shared/core/language/survey-words.ts';
import { enteredByScore, readAnswers, scoreIn } from '../../shared/core/survey/answers.ts';
import { hasEnded } from '../../shared/core/survey/ended.ts';
import type { Invitation } from '../../shared/core/survey/invitation.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import { refuse } from '../../shared/pages/customer/refuse.ts';
import { type FormView, surveyForm, titleOf } from '../../shared/pages/customer/survey-form.ts';
import { markAnswered, readInvitation } from '../../shared/store/invitations.ts';
import { readSurvey, type SurveyVersion } from '../../shared/store/surveys.ts';
import type { LinkTarget, PageAnswer, PageRequest, SurveyPage } from './request.ts';
import { saying } from './sayings.ts';
import { submitAnswer } from './submit-answer.ts';

interface Asked {
  invitation: Invitation;
  survey: SurveyVersion;
  language: Language;
  company: string | undefined;
}

/** The parts of every page of a survey: its language, and the way to the others. */
const around = ({ survey, language, company }: Asked, query: Record<string, string> = {}) => ({
  language,
  company,
  switchTo: { languages: survey.languages, query },
});

const say = (asked: Asked, word: 'thanks' | 'answered' | 'expired' | 'ended', status: number): PageAnswer => {
  const { survey, language } = asked;
  const words = surveyWords[language];
  const thanks = word === 'thanks' && survey.thanks ? { text: textIn(survey.thanks, language) } : {};
  const sign = word === 'thanks' || word === 'answered' ? 'done' : 'news';
  const query: Record<string, string> = word === 'thanks' ? { done: '1' } : {};
  return saying({ ...around(asked, query), status, sign }, { ...words[word], ...thanks });
};

const form = (asked: Asked, status: number, view: Pick<FormView, 'entered' | 'problems' | 'notice'>): PageAnswer => {
  const whole: FormView = { ...asked, ...view };
  // Whoever chose a score in the mail and then another language has chosen it still.
  const score = scoreIn(asked.survey, view.entered);
  const kept: Record<string, string> = score === undefined ? {} : { score };
  return { kind: 'page', page: { ...around(asked, kept), status, title: titleOf(whole), main: surveyForm(whole) } };
};

/** Who is asked what, or the page that stands there instead of the form. */
const open = async (
  request: PageRequest,
  { link, expired }: LinkTarget,
): Promise<{ asked: Asked } | { answer: PageAnswer }> => {
  const { board, languages, now } = request;
  const [invitation, policy] = await Promise.all([readInvitation(board, link.subject), request.policy()]);
  const survey = invitation && (await readSurvey(board, invitation.survey, invitation.surveyVersion));
  // Signed by us, and forgotten since: there is nothing that could be answered.
  if (!survey) return { answer: { kind: 'page', page: refuse(languages, 'notALink') } };
  const language = chooseLanguage([languages.asked, invitation.language, ...languages.accepted], survey.languages);
  const asked: Asked = { invitation, survey, language, company: policy.company };
  if (invitation.state === 'answered')
    return { answer: request.query.done === undefined ? say(asked, 'answered', 200) : say(asked, 'thanks', 200) };
  // Somebody who was erased since is not asked any more: their words would name them again.
  const gone = invitation.customer === undefined || Date.parse(invitation.expiresAt) <= now;
  if (expired || gone) return { answer: say(asked, 'expired', 410) };
  const inForce = (await request.surveys()).find(({ id }) => id === survey.id) ?? survey;
  if (hasEnded(inForce, dayAt(now, policy.timeZone))) return { answer: say(asked, 'ended', 410) };
  return { asked };
};

export const personal: SurveyPage<LinkTarget> = {
  show: async (request, target) => {
    const opened = await open(request, target);
    if ('answer' in opened) return opened.answer;
    return form(opened.asked, 200, { entered: enteredByScore(opened.asked.survey, request.query.score) });
  },

  submit: async (request, target, entered) => {
    const opened = await open(request, target);
    if ('answer' in opened) return opened.answer;
    const { asked } = opened;
    const { invitation, survey, language } = asked;
    const reading = readAnswers(survey, entered);
    if (reading.kind === 'wrong') return form(asked, 422, { entered, problems: reading.problems });
    const { id: subject, dimensions } = invitation;
    const answering = { subject, survey, language, answers: reading.answers, dimensions, invitation };
    if (!(await submitAnswer(request, answering, invitation))) return form(asked, 503, { entered, notice: 'notKept' });
    await markAnswered(request.board, invitation.id, new Date(request.now).toISOString());
    return { kind: 'moved', query: { done: '1', lang: language }, frames: [] };
  },
};
