/**
 * Every key of the two tables, with an example beside each. No other file spells a key.
 * Texts from outside stand last but one or last, so that a `#` in them can be told apart.
 */
import type { RecordType } from '../../events/record-types.ts';
import { noticeInstant } from '../core/notice/notice.ts';
import type { RecordKey } from '../core/record/record.ts';
import type { Day } from '../core/time/calendar.ts';

export interface Key {
  pk: string;
  sk: string;
}

const digits = (value: number, width = 6) => String(value).padStart(width, '0');

/** Kinds of board items: stream filters tell readers apart by this attribute. */
export const kinds = {
  row: 'row',
  exception: 'exception',
  reject: 'reject',
  conflict: 'conflict',
  run: 'run',
  epoch: 'epoch',
  touched: 'touched',
  config: 'config',
  alert: 'alert',
  transition: 'transition',
  notice: 'notice',
  settling: 'settling',
  spoken: 'spoken',
  decision: 'decision',
  action: 'action',
  actionEvent: 'action-event',
  counter: 'counter',
  digest: 'digest',
  unsubscribed: 'unsubscribed',
  suppressed: 'suppressed',
  probe: 'probe',
  echo: 'echo',
  heartbeat: 'heartbeat',
  invitation: 'invitation',
  invitationDay: 'invitation-day',
  due: 'due',
  asked: 'asked',
  stopped: 'stopped',
  sentForm: 'sent-form',
  case: 'case',
  erased: 'erased',
  erasure: 'erasure',
  retention: 'retention',
  dropped: 'dropped',
} as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** Records table: `delivery#erp-lyon#ORD-1`. Only `pk`. */
export const recordPk = ({ type, namespace, subject }: RecordKey): string => `${type}#${namespace}#${subject}`;

export const parseRecordPk = (pk: string): RecordKey => {
  const [type = '', namespace = ''] = pk.split('#', 2);
  return { type: type as RecordType, namespace, subject: pk.slice(type.length + namespace.length + 2) };
};

/** Records table: the auditor's probe, which is no record. Every record's key has two `#`. */
export const probePk = 'probe';

/** `row#000003#delivery#site=Lyon#2026`, `2026-03-14#00000001782-abc`: a Query reads a window, all shards. */
export const rowKey = (epoch: number, type: RecordType, slice: string, day: Day, shard: string): Key => ({
  pk: rowPk(epoch, type, slice, day.slice(0, 4)),
  sk: `${day}#${shard}`,
});
export const rowPk = (epoch: number, type: RecordType, slice: string, year: string): string =>
  `${kinds.row}#${digits(epoch)}#${type}#${slice}#${year}`;

export const parseRowKey = ({ pk, sk }: Key): { epoch: number; type: RecordType; slice: string; day: Day } => {
  const [, epoch = '', type = ''] = pk.split('#', 3);
  const head = `${kinds.row}#${epoch}#${type}#`.length;
  return { epoch: Number(epoch), type: type as RecordType, slice: pk.slice(head, -5), day: sk.slice(0, 10) };
};

/** What every row's partition key of an epoch, or every exception's, begins with: `row#000003#`. */
export const epochPrefix = (kind: 'row' | 'exception', epoch: number): string => `${kind}#${digits(epoch)}#`;

/** `exception#000003#delivery#2026-03`, `2026-03-14#late#delivery#erp-lyon#ORD-1`: a Query lists a window's examples. */
export const exceptionKey = (epoch: number, day: Day, reason: string, record: RecordKey): Key => ({
  pk: `${kinds.exception}#${digits(epoch)}#${record.type}#${day.slice(0, 7)}`,
  sk: `${day}#${reason}#${recordPk(record)}`,
});

/** `reject#erp-lyon`, `2026-03-14T09:30:00.000Z#5f1c…`: the digest keeps a repeated message from being listed twice. */
export const rejectKey = (source: string, receivedAt: string, digest: string): Key => ({
  pk: `${kinds.reject}#${source}`,
  sk: `${receivedAt}#${digest}`,
});

/** `conflict`, `delivery#erp-lyon#ORD-1#progress#2026-03-14T…Z`: one for each facet and instant. */
export const conflictKey = (record: RecordKey, facet: string, time: string): Key => ({
  pk: kinds.conflict,
  sk: `${recordPk(record)}#${facet}#${time}`,
});

/** Tally of one import run. Stored messages: `run#R7`, `message#…`; folded changes: `run#R7`, `fold#…shard`. */
export const runPk = (run: string): string => `${kinds.run}#${run}`;
export const runMessageKey = (run: string, messageId: string): Key => ({
  pk: runPk(run),
  sk: `message#${messageId}`,
});
export const runFoldKey = (run: string, shard: string): Key => ({ pk: runPk(run), sk: `fold#${shard}` });

/** Records that a rebuild touched and that were folded since, by shard: `touched#000003`, `00000001782-abc`. */
export const touchedPk = (epoch: number): string => `${kinds.touched}#${digits(epoch)}`;
export const touchedKey = (epoch: number, shard: string): Key => ({ pk: touchedPk(epoch), sk: shard });

/** `epoch`, `000003`; the pointer to the one that readings use: `epoch`, `current`. */
export const epochKey = (epoch: number): Key => ({ pk: kinds.epoch, sk: digits(epoch) });
export const currentEpochKey: Key = { pk: kinds.epoch, sk: 'current' };

/** Versioned configuration. `config#objective`, `on-time-lyon#000004`; the policy: `config#policy`, `policy#000002`. */
export type ConfigKind = 'source' | 'person' | 'policy' | 'objective' | 'silence' | 'survey';
export const configPk = (kind: ConfigKind): string => `config#${kind}`;
export const configKey = (kind: ConfigKind, id: string, version: number): Key => ({
  pk: configPk(kind),
  sk: `${id}#${digits(version)}`,
});

/** The alert of an objective as it stands: `alert`, `on-time-lyon`. */
export const alertKey = (objective: string): Key => ({ pk: kinds.alert, sk: objective });
/** What an alert went through, with the evidence: `transition#on-time-lyon`, `000007`. */
export const transitionKey = (objective: string, version: number): Key => ({
  pk: `${kinds.transition}#${objective}`,
  sk: digits(version),
});

export const objectiveOfTransition = ({ pk }: Pick<Key, 'pk'>): string => pk.slice(kinds.transition.length + 1);

/** `notice#2026-03`, `mmq1x0c0-5f1c…`: the outbox of a month, oldest first. The id alone leads to it (see `noticeId`). */
export const noticeKey = (id: string): Key => ({ pk: noticePk(noticeInstant(id) ?? ''), sk: id });
export const noticePk = (instant: string): string => `${kinds.notice}#${instant.slice(0, 7)}`;

/** A back-fill that is under way, by record type: `settling`, `delivery`. */
export const settlingKey = (type: RecordType): Key => ({ pk: kinds.settling, sk: type });

/** What was decided about an objective's alert, one for each link: `decision#on-time-lyon`, `mmq1x0c0-5f1c…` (the notice). */
export const decisionPk = (objective: string): string => `${kinds.decision}#${objective}`;
export const decisionKey = (objective: string, notice: string): Key => ({ pk: decisionPk(objective), sk: notice });

/** An action as it stands: `action`, `A-12`; its history: `action#A-12`, `000003`. */
export const actionKey = (id: string): Key => ({ pk: kinds.action, sk: id });
export const actionEventPk = (id: string): string => `${kinds.action}#${id}`;
export const actionEventKey = (id: string, version: number): Key => ({ pk: actionEventPk(id), sk: digits(version) });
/** The last number that an action was given: `counter`, `action`. */
export const actionCounterKey: Key = { pk: kinds.counter, sk: 'action' };

/** A digest as it was written for a person: `digest#ceo`, `week-2026-W47`. */
export const digestPk = (person: string): string => `${kinds.digest}#${person}`;
export const digestKey = (person: string, period: string): Key => ({ pk: digestPk(person), sk: period });
/** What a person said about their digests: `unsubscribed`, `ceo`. */
export const unsubscribedKey = (person: string): Key => ({ pk: kinds.unsubscribed, sk: person });

/** When a source last spoke: `spoken`, `erp-lyon`. */
export const spokenKey = (source: string): Key => ({ pk: kinds.spoken, sk: source });

/** How far the auditor's newest probe has come: `probe`, `fold`, and behind it `probe`, `evaluate`. */
export const stationKey = (station: string): Key => ({ pk: kinds.probe, sk: station });
/** When a scheduled function last did all of its work: `heartbeat`, `sweep`. */
export const heartbeatKey = (name: string): Key => ({ pk: kinds.heartbeat, sk: name });

/** A person whom no mail reaches: `suppressed`, `ceo`. */
export const suppressedKey = (person: string): Key => ({ pk: kinds.suppressed, sk: person });

/** An invitation as it stands: `invitation#5f1c…`, `invitation`. */
export const invitationKey = (id: string): Key => ({ pk: `${kinds.invitation}#${id}`, sk: kinds.invitation });
/** Invitations that were made on a day (UTC), for lists: `invitation-day#2026-11-22`, `5f1c…`. */
export const invitationDayPk = (day: Day): string => `${kinds.invitationDay}#${day}`;
export const invitationDayKey = (day: Day, id: string): Key => ({ pk: invitationDayPk(day), sk: id });
/** Invitations whose next mail falls due on a day (UTC), earliest first: `due#2026-11-22`, `2026-11-22T09:00:00.000Z#5f1c…`. */
export const duePk = (day: Day): string => `${kinds.due}#${day}`;
export const dueKey = (dueAt: string, invitation: string): Key => ({
  pk: duePk(dueAt.slice(0, 10)),
  sk: `${dueAt}#${invitation}`,
});
/** When a customer, by keyed hash, was last asked: `asked`, `9b2e…`. How many were on a day: `asked#2026-11-22`, `after-delivery`; mails about complaints likewise. */
export const askedKey = (person: string): Key => ({ pk: kinds.asked, sk: person });
export const askedOnKey = (day: Day, survey: string): Key => ({ pk: `${kinds.asked}#${day}`, sk: survey });

/** A form that anybody may open, once it was sent: `sent-form#5f1c…`, `sent-form`. */
export const sentFormKey = (id: string): Key => ({ pk: `${kinds.sentForm}#${id}`, sk: kinds.sentForm });

/** A customer, by keyed hash, who wants no more invitations: `stopped`, `9b2e…`. */
export const stoppedKey = (person: string): Key => ({ pk: kinds.stopped, sk: person });

/** A complaint as it is handled, beside its record: `case#hoshin-complaints#C-7K3F-9Q2M`, `case`; its history: the same, `entry#000002`. */
export const casePk = (namespace: string, subject: string): string => `${kinds.case}#${namespace}#${subject}`;
export const caseKey = (namespace: string, subject: string): Key => ({
  pk: casePk(namespace, subject),
  sk: kinds.case,
});
export const caseEntryKey = (namespace: string, subject: string, version: number): Key => ({
  pk: casePk(namespace, subject),
  sk: `entry#${digits(version)}`,
});

/** Somebody who was erased, by keyed hash: `erased`, `9b2e…`. */
export const erasedKey = (person: string): Key => ({ pk: kinds.erased, sk: person });
/** Evidence that somebody was erased: `erasure`, `2026-11-22T09:00:00.000Z#9b2e…`. Only ever added. */
export const erasureKey = (at: string, person: string): Key => ({ pk: kinds.erasure, sk: `${at}#${person}` });

/** When a file's content was first dropped by a source as it was then configured: `dropped#erp-lyon`, `000003#9b2e…`. */
export const droppedKey = (source: string, version: number, content: string): Key => ({
  pk: `${kinds.dropped}#${source}`,
  sk: `${digits(version)}#${content}`,
});
/** How far the round of a table has come that strips what is kept no longer: `retention`, `records`. */
export const retentionKey = (table: 'records' | 'board'): Key => ({ pk: kinds.retention, sk: table });
