/** Rejects that are judged again, against a real DynamoDB engine: what is offered, what is settled, what stays and why. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FixPlan, planFix, type StoredReject } from '../../cli/rejects/plan-fix.ts';
import type { Readings } from '../../cli/rejects/readings.ts';
import { HoshinEvent } from '../../events/event.ts';
import type { FileMap } from '../../shared/core/import/map-schema.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { adaptText } from '../../shared/sources/adapt-text.ts';
import { judgeEvent } from '../../shared/sources/judge-event.ts';
import { loadAdapter } from '../../shared/sources/load-adapter.ts';
import { SourceAccess } from '../../shared/sources/source-access.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import type { Reject } from '../../shared/store/ingest-message.ts';
import { readRejects } from '../../shared/store/read-lists.ts';
import { storeEvent } from '../../shared/store/store-event.ts';
import { type NamedTable, take } from '../../shared/store/table.ts';
import { writeReject } from '../../shared/store/write-reject.ts';
import { dropMap, takeDropped } from '../support/dropped-file.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

const now = Date.parse('2026-03-20T09:00:00Z');
let db: TestDynamoDb;
let board: NamedTable;
let records: NamedTable;

beforeAll(async () => {
  db = await startTestDynamoDb();
});
afterAll(() => db.stop());
beforeEach(async () => {
  board = await db.createBoard();
  records = await db.createRecords();
});

const event = (more: object = {}) => ({
  ...{ specversion: '1.0', id: 'O-1', source: 'shop', type: 'hoshin.delivery.v1', subject: 'O-1' },
  ...{ time: '2026-03-20T08:00:00Z', data: { promise: { first: '2026-03-14' } } },
  ...more,
});
/** As it was judged when the source might send complaints only. */
const rejected = (value: object): Reject => {
  const verdict = judgeEvent(value, JSON.stringify(value), { source: 'shop', types: ['complaint'], now, digest });
  if (verdict.accepted) throw new Error('it was to be rejected');
  return verdict.reject;
};
const keep = async (reject: Reject, from: object = {}, receivedAt = '2026-03-20T08:30:00.000Z') =>
  writeReject(board, { source: 'shop', namespace: 'shop', receivedAt, ...from }, reject);
const store = (namespace: string, value: object) => {
  const erased = { any: async () => false, includes: async () => false };
  const ledger = {
    records,
    board,
    digest,
    erased,
    newestEpoch: cacheFor(
      async () => 0,
      1e9,
      () => now,
    ),
  };
  return storeEvent(ledger, namespace, HoshinEvent.parse(value));
};
const plan = async (
  today: { access?: object; map?: FileMap; gone?: boolean } = {},
  source = 'shop',
): Promise<FixPlan> => {
  const access = SourceAccess.parse({
    secrets: [],
    types: ['delivery', 'response'],
    namespace: 'shop',
    ...today.access,
  });
  const readings: Readings = {
    accessOf: async (id) => (id === 'shop' && !today.gone ? access : undefined),
    mapOf: () => today.map,
    ...{ timeZone: 'Europe/Berlin', now },
  };
  return planFix(await take(readRejects<StoredReject>(board, source)), records, readings);
};
const offered = ({ taken }: FixPlan) => taken.flatMap(({ events }) => events.map(({ subject }) => subject));
const outcome = ({ taken, settled, staying }: FixPlan) => ({
  ...{ taken: taken.length, settled: settled.length },
  staying: staying.map(({ why: { kind, problem } }) => [kind, problem]),
});

describe('an event that its source may send now', () => {
  test('is offered, into the namespace that it was for', async () => {
    await keep(rejected(event()), { namespace: 'erp' });
    const { taken } = await plan();
    expect(taken).toMatchObject([{ source: 'shop', namespace: 'erp', whole: true, events: [{ subject: 'O-1' }] }]);
  });

  test('is offered once, however often it was rejected', async () => {
    for (const minute of [10, 11, 12]) await keep(rejected(event()), {}, `2026-03-20T08:${minute}:00.000Z`);
    expect(outcome(await plan())).toEqual({ taken: 1, settled: 2, staying: [] });
  });

  test.each([
    ['stored meanwhile', {}, 0],
    ['overtaken', { time: '2026-03-20T08:00:01Z', data: { promise: { first: '2026-03-15' } } }, 0],
    ['mended and sent again under the same time', { data: { promise: { first: '2026-03-15' } } }, 0],
    ['about what is older there', { time: '2026-03-20T07:59:59Z' }, 1],
    ['about another facet', { data: { about: { site: 'Lyon' } } }, 1],
  ])('%s: is offered only if it changes something', async (_, stored, taken) => {
    await store('shop', event(stored));
    await keep(rejected(event()));
    expect(outcome(await plan())).toEqual({ taken, settled: 1 - taken, staying: [] });
  });

  test('is not held against the record of another namespace', async () => {
    await store('erp', event());
    await keep(rejected(event()));
    expect(offered(await plan())).toEqual(['O-1']);
  });
});

test('what is still wrong stays, with the reason of today', async () => {
  await keep(rejected(event({ data: { promise: { first: 'soon' } } })));
  await keep(rejected(event({ time: '2026-03-20T10:00:00Z' })));
  const { staying, taken } = await plan();
  expect(taken).toEqual([]);
  expect(staying.map(({ why }) => [why.kind, why.path]).sort()).toEqual([
    ['still', '/data/promise/first'],
    ['still', '/time'],
  ]);
});

test.each<[string, Partial<Reject>, string, RegExp]>([
  ['cut', { cut: true }, 'shop', /only its beginning/],
  [
    'of a file that could not be read',
    { origin: { kind: 'file', file: 'incoming/shop/a.csv' } },
    'shop',
    /another file/,
  ],
  ['stored, and not to be counted', { event: '' }, 'fold', /rebuild/],
])('a reject that is %s is never offered', async (_, more, source, why) => {
  await keep({ ...rejected(event()), ...more }, { source });
  const { taken, settled, staying } = await plan({}, source);
  expect([taken, settled]).toEqual([[], []]);
  expect(staying).toMatchObject([{ why: { kind: 'never', problem: expect.stringMatching(why) } }]);
});

test('a reject of a source that is gone stays', async () => {
  await keep(rejected(event()));
  expect(outcome(await plan({ gone: true })).staying).toEqual([['never', 'there is no source shop any more']]);
});

describe('a row of a dropped file', () => {
  const german = dropMap({ fields: { 'promise.first': { column: 'due', date: ['dd.MM.yyyy'] } } });
  const file = 'id,due,site\nO-1,14.03.2026,Lyon\n';
  const drop = async (map: FileMap) => {
    const { rejects } = await takeDropped(file, { map });
    for (const reject of rejects) await keep(reject);
  };

  test('is mapped anew by the map of today, at the time of its file', async () => {
    await drop(dropMap());
    expect(await plan({ map: german })).toMatchObject({
      taken: [
        { events: [{ subject: 'O-1', time: '2026-03-20T08:00:00.000Z', data: { promise: { first: '2026-03-14' } } }] },
      ],
    });
  });

  test('stays where the map is as it was, lacks its columns, or is gone', async () => {
    await drop(dropMap());
    expect(outcome(await plan({ map: dropMap() })).staying).toMatchObject([
      ['still', expect.stringMatching(/^must be a date/)],
    ]);
    expect(outcome(await plan({ map: dropMap({ id: 'Auftrag' }) })).staying).toMatchObject([
      ['still', expect.stringContaining("no column 'Auftrag'")],
    ]);
    expect(outcome(await plan())).toMatchObject({ staying: [['still', expect.stringContaining('no map')]] });
  });

  test('goes where the map leaves it out now', async () => {
    await drop(dropMap());
    const map = dropMap({ where: [{ column: 'site', not: 'Lyon' }] });
    expect(outcome(await plan({ map }))).toEqual({ taken: 0, settled: 1, staying: [] });
  });

  test('without an id is never offered: mended and sent again, it would count twice', async () => {
    await drop(dropMap({ id: { content: true } }));
    const { staying } = await plan({ map: { ...german, id: { content: true } } });
    expect(staying).toMatchObject([
      { why: { kind: 'never', problem: expect.stringContaining('drop the file again') } },
    ]);
  });
});

describe("another product's payload", () => {
  const payload = JSON.stringify({
    event_id: 'E-1',
    event_type: 'form_response',
    form_response: {
      ...{ form_id: 'F', token: 'T-1', submitted_at: '2026-03-20T08:00:00Z' },
      definition: { fields: [{ id: 'q', ref: 'q', type: 'multiple_choice' }] },
      answers: [{ type: 'choice', choice: { label: 'Great' }, field: { id: 'q', ref: 'q', type: 'multiple_choice' } }],
    },
  });
  const settings = { questions: { csat: { question: 'q', values: { Great: 5 } } } };
  const request = { headers: {}, body: Buffer.from(payload) };
  const by = { source: 'shop', types: ['response' as const], settings: {}, fetch, now, digest };
  const receive = async (given: object) => {
    const adapter = await loadAdapter('typeform');
    if (!adapter) throw new Error('there is no adapter');
    const adapted = await adaptText(adapter, payload, request, { ...by, ...given });
    if (adapted.kind !== 'verdicts') throw new Error(adapted.kind);
    for (const verdict of adapted.verdicts) {
      if (verdict.accepted) throw new Error('it was to be rejected');
      await keep(verdict.reject);
    }
  };

  test('is adapted anew by the settings of today', async () => {
    await receive({ settings: {} });
    expect(outcome(await plan({ access: { adapter: 'typeform' } })).staying).toMatchObject([
      ['still', expect.any(String)],
    ]);
    expect(await plan({ access: { adapter: 'typeform', settings } })).toMatchObject({
      taken: [{ whole: true, events: [{ subject: 'T-1', data: { answer: { csat: 5 } } }] }],
    });
  });

  test('whose event the contract refused is kept as it came, and adapted anew', async () => {
    await receive({ settings, types: ['delivery'] });
    expect(offered(await plan({ access: { adapter: 'typeform', settings } }))).toEqual(['T-1']);
  });

  test('stays where its source is another product now', async () => {
    await receive({ settings: {} });
    expect(outcome(await plan({ access: { adapter: 'formbricks' } })).staying).toMatchObject([
      ['never', expect.stringContaining('no longer a webhook of typeform')],
    ]);
  });
});

test('a message of the queue is taken once its sender may speak for its source', async () => {
  const reject: Reject = { ...rejected(event()), origin: { kind: 'queue', senderId: 'AROA1:session' } };
  await keep(reject, { source: 'unknown', namespace: 'unknown' });
  expect(outcome(await plan({}, 'unknown')).staying).toMatchObject([
    ['still', expect.stringContaining('AROA1:session')],
  ]);
  const allowed = await plan({ access: { senderIds: ['AROA1'] } }, 'unknown');
  expect(allowed.taken).toMatchObject([{ source: 'shop', namespace: 'shop', events: [{ subject: 'O-1' }] }]);
});
