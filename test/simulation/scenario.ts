/** What happens to the records: events that arrive in any order, twice, in conflict, as corrections and deletions. */
import type { HoshinEvent } from '../../events/event.ts';
import type { RecordType } from '../../events/record-types.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import type { AnyTally, Tally } from '../../shared/core/kpi.ts';
import { onTime } from '../../shared/kpis/tallies/on-time.ts';
import type { IngestMessage } from '../../shared/store/ingest-message.ts';
import type { Random } from './random.ts';

/** Units that no tally of the simulation can count: the record is put aside. */
const uncountable = 666;

const inspected: Tally<'inspection'> = {
  key: 'units',
  version: 1,
  type: 'inspection',
  count({ facets: { result } }) {
    if (result?.inspected === uncountable) throw new Error('uncountable');
    return result && { n: result.inspected, x: result.rejected };
  },
};
const inspectedTwice: Tally<'inspection'> = {
  ...inspected,
  version: 2,
  count(record, policy) {
    const counted = inspected.count(record, policy);
    return counted && { n: (counted.n ?? 0) * 2, x: counted.x ?? 0 };
  },
};
const received: Tally<'complaint'> = {
  key: 'open',
  version: 1,
  type: 'complaint',
  count: ({ facets: { received: complaint, handling } }) =>
    complaint && { n: 1, x: Number(handling?.state !== 'resolved' && handling?.state !== 'closed') },
};
const answered: Tally<'response'> = {
  key: 'nps',
  version: 1,
  type: 'response',
  count: ({ facets: { answer } }) => (answer?.nps === undefined ? undefined : { n: 1, x: answer.nps }),
};

/** Two versions of the code: the second counts inspections in another way. */
export const codes: readonly (readonly AnyTally[])[] = [
  [onTime, inspected, received, answered],
  [onTime, inspectedTwice, received, answered],
];

export const policies: readonly Policy[] = [
  { ...Policy.parse({ dimensions: { carrier: 'open' } }), version: 1 },
  {
    ...Policy.parse({
      onTime: { rule: 'timestamp', promise: 'latest' },
      timeZone: 'Asia/Tokyo',
      dimensions: { carrier: ['DHL'], site: 'open', source: 'open' },
    }),
    version: 2,
  },
  { ...Policy.parse({ dimensions: {} }), version: 3 },
];

const days = ['2026-01-30', '2026-01-31', '2026-02-01'];
const moment = (random: Random) =>
  random.chance(0.3) ? random.pick(days) : `${random.pick(days)}T${random.pick(['02', '16', '23'])}:30:00Z`;

const about = (random: Random) => ({
  about: {
    carrier: random.pick(['DHL', 'UPS', 'GLS']),
    ...(random.chance(0.5) && { site: random.pick(['Lyon', 'Graz#1']) }),
    ...(random.chance(0.3) && { customer: { name: random.pick(['Ada', 'Grace']) } }),
  },
});

const dataOf: Record<RecordType, (random: Random) => object> = {
  delivery: (random) => {
    const facets = {
      ...(random.chance(0.6) && { promise: { first: moment(random), latest: moment(random) } }),
      ...(random.chance(0.6) && {
        progress: random.chance(0.7) ? { state: 'delivered', deliveredAt: moment(random) } : { state: 'in-transit' },
      }),
      ...(random.chance(0.2) && { lines: { items: [{ id: '1', ordered: 2, delivered: random.int(3) }] } }),
      ...(random.chance(0.3) && about(random)),
    };
    return Object.keys(facets).length > 0 ? facets : about(random);
  },
  inspection: (random) => ({
    result: {
      inspectedAt: moment(random),
      inspected: random.chance(0.15) ? uncountable : random.between(5, 9),
      rejected: random.int(3),
    },
  }),
  complaint: (random) => ({
    ...(random.chance(0.7) && { received: { receivedAt: moment(random), text: random.pick(['late', 'broken']) } }),
    handling: { state: random.pick(['received', 'acknowledged', 'closed']) },
  }),
  response: (random) => ({ answer: { answeredAt: moment(random), survey: 'S', nps: random.int(11) } }),
};

/** Few records, few instants: events meet each other. */
const event = (random: Random, id: number, subjects: readonly string[]): HoshinEvent => {
  const type = random.pick<RecordType>(['delivery', 'delivery', 'delivery', 'inspection', 'complaint', 'response']);
  const minute = String(random.int(6)).padStart(2, '0');
  return {
    specversion: '1.0',
    id: String(id),
    source: 'erp',
    type: `hoshin.${type}.v1`,
    subject: random.pick(subjects),
    time: random.chance(0.5) ? `2026-02-02T10:${minute}:00Z` : `2026-02-02T11:${minute}:00+01:00`,
    data: random.chance(0.1) ? null : dataOf[type](random),
    ...(random.chance(0.5) && { run: random.pick(['R1', 'R2']) }),
  } as HoshinEvent;
};

export interface Message {
  id: string;
  body: IngestMessage;
  /** One of its events can never be stored. */
  poison: boolean;
}

/** An event that no attempt can store: its time is none. */
export const poisoned = (id: number): HoshinEvent => ({
  specversion: '1.0',
  id: String(id),
  source: 'erp',
  type: 'hoshin.response.v1',
  subject: 'poison',
  time: 'never',
  data: { answer: { answeredAt: '2026-01-31', survey: 'S' } },
});

/** Messages of a few events each; some events come in several of them. */
export const messagesOf = (random: Random): Message[] => {
  const subjects = ['1#x', '2', '3', '4', '5', '6', '7', '8'].slice(0, random.pick([2, 3, 8]));
  const events = Array.from({ length: random.between(4, 22) }, (_, id) => event(random, id, subjects));
  const sent = random.shuffle([...events, ...events.filter(() => random.chance(0.25))]);
  const messages: Message[] = [];
  while (sent.length > 0) {
    const poison = random.chance(0.03);
    const number = messages.length;
    messages.push({
      id: `m${String(number).padStart(7, '0')}#${number}`,
      poison,
      body: {
        v: 1,
        source: 'erp',
        namespace: random.pick(['erp', 'erp', 'dhl']),
        receivedAt: '2026-03-01T00:00:00.000Z',
        events: [...sent.splice(0, random.between(1, 5)), ...(poison ? [poisoned(1000 + number)] : [])],
        rejects: random.chance(0.1)
          ? [{ path: '/data', problem: 'must be', value: '', event: '{}', digest: `d${number}` }]
          : [],
      },
    });
  }
  return messages;
};
