/** A dropped file, from its message to its summary. */
import { expect, test } from 'vitest';
import { continuedMessage, readArrivals } from '../../functions/intake/arrival.ts';
import { placeOf } from '../../functions/intake/drop-bucket.ts';
import { readReason } from '../../shared/import/read-reason.ts';
import { dropMap, takeDropped } from '../support/dropped-file.ts';

const rows = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => `O-${from + at},2026-03-14,Lyon`).join('\n');
const file = (count: number) => `id,due,site\n${rows(count)}\n`;

const notification = (key: string, more: object = {}) =>
  JSON.stringify({
    Records: [
      {
        eventSource: 'aws:s3',
        eventTime: '2026-03-20T08:00:00.123Z',
        s3: { bucket: { name: 'drops' }, object: { key, size: 12, eTag: 'abc', sequencer: '01', ...more } },
      },
    ],
  });

test('a notification names the file, decoded; the same message names the same run, another drop another one', () => {
  const [leg] = readArrivals(notification('incoming/shop/a+b%2Bc%C3%A9.csv'), 'drops');
  expect(leg).toMatchObject({ key: 'incoming/shop/a b+cé.csv', etag: 'abc', bytes: 12, row: 0, leg: 1 });
  expect(readArrivals(notification('incoming/shop/a+b%2Bc%C3%A9.csv'), 'drops')[0]?.run).toBe(leg?.run);
  const again = readArrivals(notification('incoming/shop/a+b%2Bc%C3%A9.csv', { sequencer: '02' }), 'drops');
  expect(again[0]?.run).not.toBe(leg?.run);
});

test('a folder, and the test that S3 sends once, ask for nothing', () => {
  expect(readArrivals(notification('incoming/shop/'), 'drops')).toEqual([]);
  expect(readArrivals('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"drops"}', 'drops')).toEqual([]);
});

test.each(['', '{}', '{"Records":[{}]}', notification('incoming/shop/a.csv').replace('"drops"', '"others"')])(
  'a message that is none of ours is refused: %s',
  (body) => expect(() => readArrivals(body, 'drops')).toThrow(),
);

test('the rest of a file is asked for by a message that is read back whole', () => {
  const [leg] = readArrivals(notification('incoming/shop/a.csv'), 'drops');
  if (!leg) throw new Error('no leg');
  const next = { ...leg, leg: 2, row: 17, fileTime: '2026-03-20T08:00:00.000Z' };
  expect(readArrivals(continuedMessage(next), 'drops')).toEqual([next]);
});

test.each([
  ['incoming/shop/a.csv', 'shop', 'a.csv', 'results/shop/a.csv/'],
  ['incoming/shop/2026/a.csv', 'shop', '2026/a.csv', 'results/shop/2026/a.csv/'],
  ['incoming/a.csv', undefined, 'a.csv', 'results/a.csv/'],
])('%s is of %s', (key, source, name, results) => {
  expect(placeOf(key)).toEqual({ source, name, results });
});

test('results of a file with a very long name have keys that S3 takes', async () => {
  const long = `incoming/shop/${'é'.repeat(500)}.csv`;
  const { objects, last } = await takeDropped(`${file(1)}O-2,soon,Lyon\n`, { key: long });
  expect(last?.outcome).toBe('taken');
  expect(objects.size).toBe(3);
  expect([...objects.keys()].filter((key) => Buffer.byteLength(key) > 1024)).toEqual([]);
  expect(placeOf(long).results).not.toBe(placeOf(long.replace('.csv', '.tsv')).results);
});

test('rows are sent as events of their source, with the run and the time of the drop', async () => {
  const { events, summary, messages } = await takeDropped(file(3));
  expect(events.map(({ subject, time, run }) => [subject, time, run])).toEqual([
    ['O-1', '2026-03-20T08:00:00.000Z', 'drop-1'],
    ['O-2', '2026-03-20T08:00:00.000Z', 'drop-1'],
    ['O-3', '2026-03-20T08:00:00.000Z', 'drop-1'],
  ]);
  expect(messages[0]).toMatchObject({ source: 'shop', namespace: 'shop', receivedAt: '2026-03-20T08:00:00.000Z' });
  expect(summary).toMatchObject({ outcome: 'taken', counts: { read: 3, accepted: 3 }, rejectedFiles: [] });
});

test('a long file goes on leg by leg: every row once, and each leg its own rejected rows', async () => {
  const many = file(9_000).replace('O-10,2026-03-14', 'O-10,soon').replace('O-8500,2026-03-14', 'O-8500,later');
  const { outcomes, events, rejects, objects, summary } = await takeDropped(many, { looks: 2 });
  expect(outcomes.length).toBeGreaterThan(2);
  expect(outcomes.slice(0, -1).every(({ outcome }) => outcome === 'under-way')).toBe(true);
  expect(new Set(events.map(({ subject }) => subject)).size).toBe(8_998);
  expect(events).toHaveLength(8_998);
  expect(rejects.map(({ subject }) => subject)).toEqual(['O-10', 'O-8500']);
  expect(summary).toMatchObject({ outcome: 'taken', counts: { read: 9_000, accepted: 8_998, rejected: 2 } });
  expect(summary.rejectedFiles).toEqual(['rejected.csv', expect.stringMatching(/^rejected-\d\.csv$/)]);
  for (const name of summary.rejectedFiles)
    expect(objects.get(`results/shop/orders.csv/${name}`)?.split('\r\n')[0]).toBe('"row","reasons","id","due","site"');
});

test('rows without an id are numbered the same in one leg and in many', async () => {
  const map = dropMap({ id: { content: true } });
  const content = `id,due,site\n${'X,2026-03-14,Lyon\n'.repeat(5_000)}`;
  const whole = await takeDropped(content, { map });
  const legs = await takeDropped(content, { map, looks: 1 });
  expect(legs.outcomes.length).toBeGreaterThan(1);
  expect(legs.events.map(({ subject }) => subject)).toEqual(whole.events.map(({ subject }) => subject));
});

test('a file that is too long to come back to where it was ends there, and says so', async () => {
  const { summary, events, outcomes } = await takeDropped(file(15_000), { looks: 0 });
  expect(summary).toMatchObject({ outcome: 'broken', problem: expect.stringContaining('too long') });
  expect(events).toHaveLength(summary.counts.accepted);
  expect(events.length).toBeLessThan(15_000);
  expect(outcomes.length).toBeLessThan(20);
});

test('a rejected row keeps what it takes to map it again', async () => {
  const { rejects, objects } = await takeDropped('id,due,site\nO-1,soon,=1+1\nO-2,2044-03-14,Lyon\nO-3,2026-03-14\n');
  expect(rejects).toEqual([
    expect.objectContaining({
      path: '/data/promise/first',
      problem: expect.stringMatching(/^must be a date like [^"]*$/),
      value: '"soon"',
      event: '["O-1","soon","=1+1"]',
      subject: 'O-1',
      origin: {
        ...{ kind: 'row', file: 'incoming/shop/orders.csv', row: 2, fileTime: '2026-03-20T08:00:00.000Z' },
        columns: { kind: 'csv', header: ['id', 'due', 'site'] },
      },
    }),
    expect.objectContaining({
      path: '/data/promise/first',
      value: '"2044-03-14"',
      event: '["O-2","2044-03-14","Lyon"]',
    }),
    // Its columns may stand for anything: only another file mends it.
    expect.objectContaining({ path: '', origin: { kind: 'file', file: 'incoming/shop/orders.csv' } }),
  ]);
  expect(objects.get('results/shop/orders.csv/rejected.csv')).toContain(`"'=1+1"`);
});

test('equal rejected rows are two rejects', async () => {
  const { rejects } = await takeDropped('id,due,site\nO-1,soon,Lyon\nO-1,soon,Lyon\n');
  expect(new Set(rejects.map(({ digest }) => digest)).size).toBe(2);
});

test.each<[string, Parameters<typeof takeDropped>, string]>([
  ['an empty file', ['', {}], 'is empty'],
  ['a header alone that the map does not know', ['a,b\n', {}], "no column 'id'"],
  ['a file beside the folders', [file(1), { key: 'incoming/orders.csv' }], 'incoming/{source}/'],
  ['a huge file', [file(1), { bytes: 2 ** 31 }], 'larger than 1 GiB'],
  ['a file of another kind', [file(1), { key: 'incoming/shop/orders.pdf' }], 'format'],
  ['an unknown source', [file(1), { found: { ok: false, problem: 'There is no source shop.' } }], 'no source shop'],
])('%s is refused with a summary and a reject', async (_, [content, options], why) => {
  const { summary, rejects, events, objects } = await takeDropped(content, options);
  expect(summary).toMatchObject({ outcome: 'refused', problem: expect.stringContaining(why) });
  expect(events).toEqual([]);
  expect(rejects).toEqual([
    expect.objectContaining({ problem: summary.problem, origin: expect.objectContaining({ kind: 'file' }) }),
  ]);
  expect([...objects.keys()].filter((name) => name.endsWith('summary.txt'))).toHaveLength(1);
});

test('a file that breaks in the middle counts up to there, and says where', async () => {
  const { summary, events } = await takeDropped(`${file(3)}"O-4,2026-03-14,Lyon\n${rows(10, 5)}\n`);
  expect(events.map(({ subject }) => subject)).toEqual(['O-1', 'O-2', 'O-3']);
  expect(summary).toMatchObject({ outcome: 'broken', counts: { read: 3, accepted: 3 } });
});

test('a file that was taken away leaves no summary', async () => {
  const { last, objects } = await takeDropped(undefined, { bytes: 12 });
  expect(last?.outcome).toBe('gone');
  expect(objects.size).toBe(0);
});

test('rows that the queue does not take are tried again: nothing is reported of them', async () => {
  const bucket = {
    open: async function* () {
      yield Buffer.from(file(1));
    },
    put: async () => {
      throw new Error('a summary was written');
    },
  };
  const { takeFile } = await import('../../functions/intake/take-file.ts');
  const [leg] = readArrivals(notification('incoming/shop/a.csv'), 'drops');
  if (!leg) throw new Error('no leg');
  const source = {
    ...{ id: 'shop', map: dropMap(), version: 1, timeZone: 'UTC' },
    access: { secrets: [], types: ['delivery' as const], namespace: 'shop', senderIds: [] },
  };
  await expect(
    takeFile(leg, {
      bucket,
      findSource: async () => ({ ok: true, source }),
      firstDropped: async () => leg.droppedAt,
      send: async () => ({ sent: false, throttled: true, fault: 'Throttled' }),
      goOn: async () => undefined,
      hasTime: () => true,
      now: () => Date.parse('2026-03-20T09:00:00Z'),
    }),
  ).rejects.toThrow('did not take the rows');
});

test.each([
  ['promise.first: must be a date like iso (is "soon")', '/data/promise/first', 'must be a date like iso', '"soon"'],
  [
    'a.b: is "x \\"y\\"", which `values` does not name (J, N)',
    '/data/a/b',
    'is a text that `values` does not name (J, N)',
    '"x \\"y\\""',
  ],
  ['id: column id is empty', '/id', 'column id is empty', ''],
  ['fields: not one of them has a value', '/fields', 'not one of them has a value', ''],
  ['has 2 columns where the first line has 3', '', 'has 2 columns where the first line has 3', ''],
])('the reason %s is counted without its value', (reason, path, problem, value) => {
  expect(readReason(reason)).toEqual({ path, problem, value });
});
