/** A mail of every kind that Hoshin sends, in which each text that somebody outside can choose is given. */
import { actionReasons } from '../../shared/core/action/action.ts';
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import { type Language, type Texts, textIn } from '../../shared/core/language/languages.ts';
import { renderActionMail } from '../../shared/mail/action/action-mail.ts';
import { renderAlertMail } from '../../shared/mail/alert/alert-mail.ts';
import { renderCustomerMail } from '../../shared/mail/complaint/customer-mail.ts';
import { renderOwnerMail } from '../../shared/mail/complaint/owner-mail.ts';
import { renderDigestMail } from '../../shared/mail/digest/digest-mail.ts';
import { renderInvitationMail } from '../../shared/mail/invitation/invitation-mail.ts';
import type { InvitationMail } from '../../shared/mail/invitation/invitation-view.ts';
import type { Mail } from '../../shared/mail/mime.ts';
import { renderUndeliveredMail } from '../../shared/mail/undelivered/undelivered-mail.ts';
import type { Undelivered } from '../../shared/mail/undelivered/undelivered-view.ts';
import { eventOf } from './action-events.ts';
import { alertMails, rateEvidence } from './alert-mails.ts';
import { customerMailOf, ownerMailOf } from './complaint-mails.ts';
import { digestOf } from './digest.ts';
import { missedEvidence } from './evidence.ts';
import { invitationMailOf } from './invitation-mail.ts';

/** Names of fields that hold what people, senders or customers wrote. */
const free = new Set(
  [
    ['about', 'author', 'by', 'cause', 'chosen', 'company', 'correction', 'correctiveAction', 'counts', 'definition'],
    ['detail', 'name', 'namespace', 'owner', 'ownerName', 'problem', 'resourcesAsked', 'source', 'subject', 'subjects'],
    ['text', 'title', 'told', 'what', 'why', 'words'],
  ].flat(),
);

/** The text that stands in the place of another. */
type Next = (text: string) => string;

/** The same, with a text of `next` in the place of every one that is free. */
export const replaceTexts = <T>(value: T, next: Next, key = '', within = ''): T => {
  const replaced = (): unknown => {
    if (typeof value === 'string') {
      if (key === 'slice' && value.includes('='))
        return `${value.slice(0, value.indexOf('='))}=${next(value.slice(value.indexOf('=') + 1))}`;
      const isReason = key === 'reason' && (within === 'approval' || within === 'decisions');
      // A slice of an objective, and the names of people by id.
      const isNamed = within === 'slice' || within === 'names';
      return free.has(key) || isReason || isNamed ? next(value) : value;
    }
    if (Array.isArray(value)) return value.map((each) => replaceTexts(each, next, key, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        replaceTexts(each, next, name, Number.isNaN(Number(key)) ? key : within),
      ]),
    );
  };
  return replaced() as T;
};

const notice = { id: 'jfo2k3x1-0123456789abcdef', why: 'owner' };
export const pages = 'https://hoshin.example/v1/';

const undelivered: Undelivered = {
  failed: {
    state: 'failed',
    person: { id: 'ceo', name: 'Carla Costa', email: 'carla@company.example' },
    about: { kind: 'alert', transitions: [] },
    createdAt: '2026-03-14T07:00:00.000Z',
    problem: 'there is no such address',
    events: [{ type: 'bounce', at: '2026-03-14T07:00:05.000Z' }],
  },
  subjects: ['On-time delivery, target missed'],
  told: ['Cem Ak', 'Dora Nagy'],
  suppression: { reason: 'bounced', all: true },
  company: 'Marlow',
  zone: 'Europe/Berlin',
};

/** What alerts tell besides `alertMails`. */
const otherAlerts = (): Record<string, [Evidence, ...Evidence[]]> => ({
  'told-again': [
    { ...missedEvidence(), reason: 'told-again', unacknowledged: { since: '2018-04-01T05:12:00Z', told: ['Anna'] } },
  ],
  'acceptance-ended': [
    { ...missedEvidence(), reason: 'acceptance-ended', accepted: { by: 'Anna', until: '2018-04-12' } },
  ],
  'long values': [rateEvidence(), missedEvidence()],
  'silence-ended': [{ ...missedEvidence(), reason: 'silence-ended' }],
});

/** An invitation in which the survey, the company and the customer say `next`. */
const replaceInvitation = (language: Language, next: Next): InvitationMail => {
  const { invitation, survey, company = '', ...rest } = invitationMailOf(language);
  const { title, questions } = survey;
  const said = (texts: Texts): Texts => ({ [language]: next(textIn(texts, language)) });
  return {
    ...rest,
    pages: { survey: `${pages}survey/token`, stop: `${pages}stop/token` },
    company: next(company),
    invitation: replaceTexts(invitation, next),
    survey: {
      title: said(title),
      intro: said({ en: 'Two questions.' }),
      questions: questions.map((question) => ({ ...question, text: said(question.text) })),
    },
  };
};

/** Writers of every kind of mail, by name. */
export const mailWriters: Record<string, (next: Next) => Promise<Mail> | Mail> = {
  ...Object.fromEntries(
    Object.entries({ ...alertMails(), ...otherAlerts() }).map(([name, evidences]) => [
      `alert: ${name}`,
      (next: Next) => {
        const addresses = new Map(evidences.map(({ objective }) => [objective.id, `${pages}decide/token`]));
        return renderAlertMail(replaceTexts(evidences, next), notice, addresses);
      },
    ]),
  ),
  ...Object.fromEntries(
    actionReasons.map((reason) => [
      `action: ${reason}`,
      (next: Next) => renderActionMail(replaceTexts(eventOf(reason), next), notice, `${pages}act/token`),
    ]),
  ),
  digest: (next) => renderDigestMail(replaceTexts(digestOf(), next), notice, `${pages}unsubscribe/token`),
  undelivered: (next) => renderUndeliveredMail(replaceTexts(undelivered, next), notice),
  'complaint, to its owner': (next) => renderOwnerMail(replaceTexts(ownerMailOf(), next), notice.id),
  'complaint, received': (next) => renderCustomerMail({ ...customerMailOf('fr'), company: next('Marlow') }),
  'complaint, answered': (next) =>
    renderCustomerMail({ ...customerMailOf('ar', next('Sorry.')), company: next('Marlow') }),
  invitation: (next) => renderInvitationMail(replaceInvitation('en', next)),
  'invitation, right to left': (next) => renderInvitationMail(replaceInvitation('ar', next)),
};
