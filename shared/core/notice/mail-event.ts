/** What SES tells of a mail, and what that makes of its notice. Pure: any order and any repetition end the same. */

export const mailEventTypes = [
  /** SES took the mail. */
  'send',
  /** The recipient's server took it. */
  'delivery',
  /** The recipient's server asks to wait; SES goes on trying. */
  'delay',
  /** The recipient's server refused it for good, or SES did, knowing that it would. */
  'bounce',
  /** SES gave up after trying for hours; of a mail that was delivered: an automatic reply. */
  'soft-bounce',
  /** The recipient called it spam. */
  'complaint',
  /** SES did not send it: the recipient called an earlier one spam. */
  'withheld',
  /** SES took it, and found a virus in it or could not write it. */
  'reject',
] as const;
type MailEventType = (typeof mailEventTypes)[number];

/** One event of a mail, as a notice keeps it. */
export interface MailEvent {
  type: MailEventType;
  /** ISO 8601 in UTC, so that instants compare as texts. */
  at: string;
  /** In the words of SES or of the recipient's server: may hold the address, so it stays out of logs. */
  detail?: string;
}

/** What the events that are known make of a notice; a field that is absent is removed. */
export interface Delivery {
  state: 'sent' | 'delivered' | 'failed';
  events: MailEvent[];
  sesSendAt?: string;
  deliveredAt?: string;
  delayedAt?: string;
  bouncedAt?: string;
  complainedAt?: string;
  problem?: string;
}

const rank = ({ at, detail = '' }: MailEvent): string => `${at} ${detail}`;

const tell = (events: readonly MailEvent[]): string => events.map((each) => `${each.type} ${rank(each)}`).join('\n');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of each type one event is kept: the first, since repetitions tell nothing new; of delays the latest. */
const merge = (known: readonly MailEvent[], event: MailEvent): MailEvent[] => {
  const same = known.find(({ type }) => type === event.type);
  const [first, last] = same && rank(event) < rank(same) ? [event, same] : [same ?? event, event];
  const kept = event.type === 'delay' ? last : first;
  const others = known.filter(({ type }) => type !== event.type);
  return [...others, kept].sort(
    (a, b) => compare(a.at, b.at) || mailEventTypes.indexOf(a.type) - mailEventTypes.indexOf(b.type),
  );
};

const stateOf = (has: (type: MailEventType) => boolean): Delivery['state'] => {
  // A server may take a mail and refuse it afterwards: what it said last is not what it said first.
  if (has('bounce') || has('reject') || has('withheld')) return 'failed';
  if (has('delivery')) return 'delivered';
  return has('soft-bounce') ? 'failed' : 'sent';
};

/** Worst first: what a person should read of several. */
const problems: readonly MailEventType[] = ['bounce', 'reject', 'withheld', 'complaint', 'soft-bounce', 'delay'];

/** A notice after one more event of its mail; `undefined` if the event tells nothing new. */
export const applyMailEvent = (notice: { events?: readonly MailEvent[] }, event: MailEvent): Delivery | undefined => {
  const known = notice.events ?? [];
  const events = merge(known, event);
  if (tell(events) === tell(known)) return undefined;
  const find = (type: MailEventType) => events.find((each) => each.type === type);
  const state = stateOf((type) => find(type) !== undefined);
  const mattering = state === 'delivered' ? problems.filter((type) => type !== 'delay') : problems;
  const worst = mattering.map(find).find((each) => each !== undefined);
  const times = {
    sesSendAt: find('send')?.at,
    deliveredAt: find('delivery')?.at,
    delayedAt: find('delay')?.at,
    bouncedAt: (find('bounce') ?? find('soft-bounce'))?.at,
    complainedAt: (find('complaint') ?? find('withheld'))?.at,
    problem: worst && (worst.detail ?? worst.type),
  };
  return { state, events, ...dropUndefined(times) };
};

const dropUndefined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
