/** All that the mail about a mail that did not arrive says, as texts. Pure. */

import type { Notice } from '../../core/notice/notice.ts';
import type { Suppression } from '../../core/notice/suppression.ts';
import { formatDay, formatInstant, joinNames } from '../../core/text/format.ts';
import { dayAt } from '../../core/time/calendar.ts';
import { shellWord } from '../alert/shell-word.ts';
import type { Tone } from '../frame/frame.ts';
import type { Labelled } from '../frame/parts.ts';

/** What is known of it when the mail is written. */
export interface Undelivered {
  /** The notice whose mail did not arrive. */
  failed: Pick<Notice, 'state' | 'person' | 'about' | 'createdAt' | 'problem' | 'events'>;
  /** What it told of, in words. */
  subjects: string[];
  /** Names of those who were told in the person's place. */
  told: string[];
  /** What stands against writing to the address that it went to. */
  suppression?: Pick<Suppression, 'reason' | 'all'> | undefined;
  company?: string | undefined;
  zone: string;
}

export interface UndeliveredView {
  tone: Tone;
  badge: string;
  subject: string;
  headline: string;
  summary: string;
  company: string;
  date: string;
  facts: Labelled[];
  steps: string[];
  commands: string[];
  footer: string;
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** What somebody can do about it, by what went wrong. */
const remedy = ({ failed, suppression }: Undelivered): { steps: string[]; commands: string[] } => {
  const { id, name, email } = failed.person;
  if (!email)
    return {
      steps: [`Give ${name} an address in the company file, and apply it.`],
      commands: ['hoshin apply company.yaml'],
    };
  const letThrough = [
    `hoshin people --unsuppress ${shellWord(id)}`,
    `aws sesv2 delete-suppressed-destination --email-address ${shellWord(email)}`,
  ];
  if (suppression?.all && suppression.reason === 'bounced')
    return {
      steps: [
        `Nothing more goes to this address. Ask ${name} by other means for the right one, and apply it: mails go there from then on.`,
        'If the address is right, ask those who run its mail server to take mails of Hoshin. Then let mails through again:',
      ],
      commands: letThrough,
    };
  if (suppression?.all)
    return {
      steps: [
        `SES sends nothing to whoever called a mail spam. If ${name} wants to hear of alarms again, let mails through:`,
      ],
      commands: letThrough,
    };
  if (failed.events?.some(({ type }) => type === 'soft-bounce'))
    return {
      steps: [
        `Tell ${name} by other means, and that the mailbox takes no mails: this mail is not sent again, the next one is.`,
      ],
      commands: [],
    };
  return {
    steps: [
      `Tell ${name} by other means: this mail is not sent again. What SES refused is in the runbook, under notices-failed.`,
    ],
    commands: [],
  };
};

const toldWords = ({ failed, told }: Undelivered): string => {
  if (told.length > 0) return `${joinNames(told)} ${told.length > 1 ? 'were' : 'was'} told instead.`;
  return failed.about.kind === 'alert'
    ? 'Nobody else was told: everybody on the ladder was told before, or the alert asks for nobody any more.'
    : 'Nobody else was told.';
};

/** The mail's texts, for an administrator. */
export const undeliveredView = (undelivered: Undelivered): UndeliveredView => {
  const { failed, subjects, told, company = '', zone } = undelivered;
  const { person, problem = 'nothing is known of the reason', state } = failed;
  const sent = state !== 'skipped';
  const [first = '', ...more] = subjects;
  const about = more.length > 0 ? `${first} and ${more.length} more` : first;
  return {
    tone: told.length > 0 || failed.about.kind !== 'alert' ? 'warning' : 'bad',
    badge: sent ? 'Not delivered' : 'Not sent',
    subject: `${sent ? 'Not delivered' : 'Not sent'}: mail to ${person.name} (${about})`,
    headline: sent ? `A mail to ${person.name} did not arrive` : `A mail to ${person.name} was not sent`,
    summary: `${sentence(problem)} ${toldWords(undelivered)}`,
    company,
    date: formatDay(dayAt(Date.parse(failed.createdAt), zone)),
    facts: [
      { label: 'To', text: person.email ? `${person.name}, ${person.email}` : `${person.name}, who has no address` },
      { label: 'About', text: subjects.join('; ') },
      { label: 'Owed since', text: formatInstant(failed.createdAt, zone) },
      { label: 'Told instead', text: told.length > 0 ? joinNames(told) : 'nobody' },
    ],
    ...remedy(undelivered),
    footer: `You are told as an administrator. Days and times are the company's (${zone}).`,
  };
};
