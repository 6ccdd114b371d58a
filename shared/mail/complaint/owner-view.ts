/** What the owner is told of a severe complaint, as texts. Pure. */
import { type KnownComplaint, mostToldAnHour } from '../../core/complaint/care.ts';
import { type Case, standingOf } from '../../core/complaint/case.ts';
import type { SevereReason } from '../../core/complaint/severe.ts';
import { describeComplaintHours } from '../../core/config/choices.ts';
import type { Policy } from '../../core/config/policy.ts';
import { policyFor } from '../../core/config/policy-in-force.ts';
import { dueInstants } from '../../core/record/complaint-times.ts';
import { ownSources } from '../../core/record/own-sources.ts';
import { formatDay, formatInstant, formatMoment, joinNames } from '../../core/text/format.ts';
import { dayAt } from '../../core/time/calendar.ts';
import { shellWord } from '../alert/shell-word.ts';
import type { Labelled } from '../frame/parts.ts';

export interface OwnerView {
  tone: 'bad';
  badge: string;
  subject: string;
  headline: string;
  summary: string;
  company: string;
  date: string;
  /** By when what is due. */
  figures: Labelled[];
  /** The customer's words; empty where there are none. */
  words: string;
  facts: Labelled[];
  steps: string;
  commands: string[];
  footer: string;
}

export interface OwnerMail {
  namespace: string;
  subject: string;
  /** Absent: it was deleted since. */
  complaint: KnownComplaint | undefined;
  case: Case | undefined;
  reasons: readonly SevereReason[];
  /** No mail tells of more severe ones of its system within the hour. */
  last: boolean;
  policy: Policy;
  /** The id of the person who reads it. */
  person: string;
  why: string;
  /** When the mail was owed (ISO 8601, UTC). */
  at: string;
}

const because = ({ by, what }: SevereReason): string => {
  switch (by) {
    case 'severity':
      return `its severity is ${what}`;
    case 'category':
      return `it is about ${what}`;
    case 'word':
      return `the text says “${what.replace(/\*$/, '…')}”`;
    case 'key-account':
      return `${what} is a key account`;
  }
};

const whyWords = (why: string): string => {
  if (why === 'complaint owner') return 'as the owner of complaints';
  return why === 'quality-manager' ? 'as a quality manager' : 'as a member of top management';
};

const endOf = (namespace: string): string =>
  `This is severe complaint number ${mostToldAnHour} from ${originOf(namespace)} in one hour. Until the hour is over, no mail tells of more: the list shows them.`;

const longestShown = 2_000;
const shortened = (text: string): string =>
  // By characters: half of an emoji is none.
  [...text].length > longestShown ? `${[...text].slice(0, longestShown).join('').trimEnd()} …` : text;

const originOf = (namespace: string): string =>
  namespace === ownSources.complaints ? 'the complaint form' : namespace;

const factsOf = ({ complaint, namespace, subject }: OwnerMail): Labelled[] => {
  const { customer, record } = complaint ?? {};
  const { about, received } = record?.facets ?? {};
  const all: [string, string | undefined][] = [
    ['Complaint', subject],
    ['From', originOf(namespace)],
    ['About', received?.category],
    ['Customer', customer?.name ?? customer?.id],
    ['E-mail', customer?.email],
    // Behind a word, since a plus sign alone begins a formula.
    ['Call', customer?.phone && `tel. ${customer.phone}`],
    ['Language', customer?.language],
    ['Key account', about?.keyAccount],
    ['Order', about?.delivery],
    ['Site', about?.site],
    ['Product', about?.product],
    ['Carrier', about?.carrier],
    ['Region', about?.region],
  ];
  return all.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
};

export const ownerView = (mail: OwnerMail): OwnerView => {
  const { complaint, namespace, subject, reasons, last, person, why, at } = mail;
  const policy = policyFor(mail.policy, namespace);
  const { timeZone } = policy;
  const { received, handling, about } = complaint?.record.facets ?? {};
  const due = received && dueInstants(received, policy);
  const iso = (ms: number) => new Date(ms).toISOString();
  const category = received?.category === undefined ? '' : ` about ${received.category}`;
  const from = about?.keyAccount === undefined ? '' : ` from ${about.keyAccount}`;
  const { state } = standingOf(handling, mail.case);
  const place = namespace === ownSources.complaints ? '' : ` --namespace ${shellWord(namespace)}`;
  const command = (verb: string, more: string) => `hoshin complaints ${verb} ${shellWord(subject)}${place}${more}`;
  const since = received
    ? `It came in on ${received.receivedAt.length === 10 ? formatDay(received.receivedAt) : formatInstant(received.receivedAt, timeZone)}. `
    : '';
  const stands = !received
    ? 'It has been deleted since.'
    : state === 'received'
      ? 'Nobody has acknowledged it yet.'
      : `It is ${state} by now.`;
  const severe = `It is severe because ${joinNames(reasons.map(because))}.`;
  return {
    tone: 'bad',
    badge: 'Severe complaint',
    subject: `Severe complaint ${subject}${category}${from}${due ? `, acknowledge by ${formatMoment(iso(due.acknowledgeBy), timeZone)}` : ''}`,
    headline: `Complaint${category}${from}`,
    summary: [`${since}${stands} ${severe}`, last && endOf(namespace)].filter(Boolean).join(' '),
    company: policy.company ?? '',
    date: formatDay(dayAt(Date.parse(at), timeZone)),
    figures: due
      ? [
          { label: 'Acknowledge by', text: formatMoment(iso(due.acknowledgeBy), timeZone) },
          { label: 'Resolve by', text: formatMoment(iso(due.resolveBy), timeZone) },
        ]
      : [],
    words: shortened(complaint?.text ?? ''),
    facts: [
      ...factsOf(mail),
      { label: 'Times', text: `${describeComplaintHours(policy)}, ${timeZone}, policy ${policy.version}` },
    ],
    steps: 'Whoever looks after it says so; that stops the clock of the first of the two:',
    commands: [
      command('acknowledge', ` --by ${shellWord(person)}`),
      command('show', ''),
      ...(last ? ['hoshin complaints --severe'] : []),
    ],
    footer: `You are told ${whyWords(why)}.`,
  };
};
