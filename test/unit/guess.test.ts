/** What the assistant takes for what, and what it is honest enough not to. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDates } from '../../cli/guess/date-shapes.ts';
import { findId } from '../../cli/guess/find-id.ts';
import { type GuessOptions, propose } from '../../cli/guess/guess-import.ts';
import { profileColumn } from '../../cli/guess/profile.ts';
import { importFile, parseMap } from '../support/import-rows.ts';
import { workbook } from '../support/workbook.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoshin-guess-'));
});
afterAll(() => rm(folder, { recursive: true }));

const guess = async (content: string | Uint8Array, name = 'orders.csv', options: GuessOptions = {}) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return { ...(await propose(path, options)), path };
};
/** The map's lines that count. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => line.replace(/ {3}#.*/, ''));

const german = `Auftrag Nr;Status;Zugesagt am;Geliefert am;Spediteur;Werk;Kunden-Nr
A-1001;geliefert;14.03.2026;14.03.2026;DHL;Lyon;K1
A-1002;geliefert;14.03.2026;16.03.2026;-;Lyon;K2
A-1003;storniert;15.03.2026;;DHL;Gdańsk;K1
A-1004;unterwegs;20.03.2026;k.A.;DPD;Lyon;K3
`;

describe('a shop’s export in German', () => {
  test.each([
    ['UTF-8', Buffer.from(german)],
    ['UTF-16', Buffer.from(`\ufeff${german}`, 'utf16le')],
  ])('in %s is understood whole, and imports as proposed', async (_, bytes) => {
    const { text, seen, path } = await guess(bytes);
    expect(linesOf(text)).toEqual(
      expect.arrayContaining([
        'type: delivery',
        'csv: { delimiter: ; }',
        'id: Auftrag Nr',
        '  promise.first: { column: Zugesagt am, date: dd.MM.yyyy }',
        '  promise.cancelled: { column: Status, values: { storniert: true }, otherwise: ~ }',
        '  progress.deliveredAt: { column: Geliefert am, none: [ k.A. ], date: dd.MM.yyyy }',
        '  about.carrier: { column: Spediteur, none: [ "-" ] }',
        '  about.site: Werk',
        '  about.customer.id: Kunden-Nr',
      ]),
    );
    expect(seen).toContain('With this map 4 of 4 rows make valid events.');
    const { events, rejected } = await importFile(path, parseMap(text), { timeZone: 'Europe/Berlin' });
    expect(rejected).toEqual([]);
    expect(events.map(({ data }) => data)).toMatchObject([
      { promise: { first: '2026-03-14' }, progress: { state: 'delivered', deliveredAt: '2026-03-14' } },
      { progress: { state: 'delivered', deliveredAt: '2026-03-16' }, about: { site: 'Lyon' } },
      { promise: { cancelled: true }, about: { carrier: 'DHL' } },
      { progress: { state: 'in-transit' } },
    ]);
  });

  test('as a workbook is understood too, from the sheet that was named', async () => {
    const rows = german
      .trim()
      .split('\n')
      .map((line) => line.split(';'));
    const content = await workbook({ Deckblatt: [['Export']], Daten: rows });
    const { text } = await guess(content, 'export.xlsx', { sheet: 'Daten' });
    expect(linesOf(text)).toEqual(expect.arrayContaining(['sheet: Daten', 'id: Auftrag Nr', '  about.site: Werk']));
  });

  test.each(['csv', 'xlsx'])('below a title and notes is found in %s, and imports as proposed', async (kind) => {
    const rows = german.trim().split('\n');
    const content =
      kind === 'csv'
        ? ['Lieferungen März;;;;;;', '', 'Stand: 20.03.2026', ...rows].join('\n')
        : await workbook({
            Daten: [['Lieferungen März'], [], ['Stand: 20.03.2026'], ...rows.map((line) => line.split(';'))],
          });
    const { text, seen, path } = await guess(content, `titled.${kind}`);
    expect(text).toContain('skip: 2');
    expect(seen).toContain('the table begins after 2 other rows');
    expect(seen).toContain('With this map 4 of 4 rows make valid events.');
    const { events, rejected } = await importFile(path, parseMap(text), { timeZone: 'Europe/Berlin' });
    expect({ rejected, count: events.length }).toEqual({ rejected: [], count: 4 });
  });

  test('as NDJSON is understood by its paths', async () => {
    const lines = ['A-1', 'A-2', 'A-3'].map((id, index) =>
      JSON.stringify({ order: { id, promised: `2026-03-1${index}` }, delivered_at: `2026-03-1${index}T10:00:00Z` }),
    );
    const { text } = await guess(lines.join('\n'), 'orders.ndjson');
    expect(linesOf(text)).toEqual(
      expect.arrayContaining([
        'id: order.id',
        '  promise.first: order.promised',
        '  progress.deliveredAt: delivered_at',
      ]),
    );
    expect(text).not.toContain('timeZone');
  });
});

describe('what cannot be known', () => {
  const dated = (due: string[]) =>
    ['order,due date,delivered at', ...due.map((text, index) => `A${index},${text},${text}`)].join('\n');

  test('days and months that fit both ways are left out, and said', async () => {
    const { text, seen } = await guess(dated(['03/04/2026', '05/06/2026', '07/08/2026']));
    expect(text).toContain('day and month cannot be told apart: all 3 values fit dd/MM/yyyy and MM/dd/yyyy');
    expect(text).toContain('  # promise.first: { column: due date, date: dd/MM/yyyy }');
    expect(text).toContain('# MISSING promise.requested or promise.first or promise.latest');
    expect(seen).toContain('dd/MM/yyyy or MM/dd/yyyy 3×');
    expect(seen).toContain('No field is certain');
  });

  test('one column that decides speaks for another that does not', async () => {
    const { text } = await guess('order,due date,delivered at\nA1,03/04/2026,03/25/2026\nA2,05/06/2026,06/07/2026\n');
    expect(linesOf(text)).toContain('  promise.first: { column: due date, date: MM/dd/yyyy }');
    expect(text).toContain('month first, as in other columns of this file; this one fits both ways');
  });

  test('both orders in one column are left out, with counts', async () => {
    const { text } = await guess(dated(['25/03/2026', '03/25/2026', '03/26/2026', '01/02/2026']));
    expect(text).toContain(
      'both orders occur: day first 1×, month first 2×, either 1×; the first pattern that fits counts',
    );
  });

  test.each([
    ['24-03-15', '24-03-28', '23-12-31'],
    ['15/03/24', '15/03/24', '15/03/24'],
  ])('a year of two digits that may stand first is left out, and said: %s, %s, %s', async (...due) => {
    const { text } = await guess(dated(due));
    expect(text).toContain('the year may stand first (yy-MM-dd) in 3 of them');
    expect(text).toContain('# MISSING promise.requested or promise.first or promise.latest');
  });

  test('a year of two digits that differs less than the days, or cannot be one, stands last', async () => {
    for (const due of [
      ['15/03/24', '28/03/24', '30/12/23'],
      ['01/02/64', '01/13/65', '01/14/66'],
    ]) {
      const { text } = await guess(dated(due));
      expect(text).not.toContain('the year may stand first');
      expect(text).not.toContain('# MISSING promise.requested or promise.first or promise.latest');
    }
  });

  test('texts among dates are named, with what becomes of their rows', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => `A${index},2026-03-${10 + index},2026-03-${10 + index}`);
    const { text } = await guess(['order,due date,delivered at', ...rows, 'A20,tba,2026-03-30'].join('\n'));
    expect(text).toContain('no date, and will be rejected: "tba" 1×; add to none what means no value');
  });

  test('a file that says nothing of itself needs its type told, and shows what stands in it', async () => {
    await expect(guess('a,b\n1,2\n3,4\n')).rejects.toThrow(/Nothing here says what the rows are: say --type/);
  });

  test('fractions where only whole numbers count are left out', async () => {
    const { text } = await guess('lot,inspected on,inspected,rejected\nL1,2026-03-01,1.25,1\nL2,2026-03-02,2.5,2\n');
    expect(text).toContain('# not sure; no whole number: 2×');
  });
});

test.each([
  ['1.234', ','],
  ['1,234', '.'],
])('%s is a thousand and more where whole things are counted', async (thousand, decimal) => {
  const { text, path } = await guess(
    `lot;inspected on;inspected;rejected\nL1;2026-03-01;${thousand};1\nL2;2026-03-02;980;2\n`,
  );
  expect(text).toContain(`result.inspected: { column: inspected, decimal: ${decimal === ',' ? '","' : '.'} }`);
  const { events } = await importFile(path, parseMap(text));
  expect(events.map(({ data }) => data)).toMatchObject([
    { result: { inspected: 1234 } },
    { result: { inspected: 980 } },
  ]);
});

describe('an id', () => {
  const find = (names: string[], rows: unknown[][]) => {
    const profiles = names.map((name, index) =>
      profileColumn(
        name,
        name,
        rows.map((row) => row[index]),
      ),
    );
    const id = findId(profiles, rows);
    return id.kind === 'columns' ? id.columns.map(({ name }) => name) : id.kind;
  };

  test('is the column that never repeats and is called one', () => {
    expect(
      find(
        ['site', 'order_id'],
        [
          ['Lyon', 'A1'],
          ['Graz', 'A2'],
        ],
      ),
    ).toEqual(['order_id']);
  });
  test('is not a column that repeats late in a long file', () => {
    const rows = Array.from({ length: 22_000 }, (_, index) => [`C${Math.min(index, 21_000)}`, `${index}`]);
    expect(find(['customer_id', 'order'], rows)).toEqual(['order']);
  });
  test('may be several columns together, and no more than it takes', () => {
    const rows = [
      ['A1', 1, 'x'],
      ['A1', 2, 'x'],
      ['A2', 1, 'x'],
      ['A2', 2, 'y'],
    ];
    expect(find(['order', 'line no', 'site'], rows)).toEqual(['order', 'line no']);
  });
  test('is the content where rows repeat', () => {
    expect(
      find(
        ['a', 'b'],
        [
          ['1', '2'],
          ['1', '2'],
        ],
      ),
    ).toBe('content');
  });
});

describe('an id that may be a customer’s', () => {
  const rows = (...lines: string[]) => lines.join('\n');

  test('is not taken where another column names the record, whatever it is called', async () => {
    const { text } = await guess(
      rows(
        'customer_id,due date,delivered at,Vorgang',
        'C1,2026-03-14,2026-03-15,V1',
        'C2,2026-03-15,2026-03-15,V2',
        'C3,2026-03-15,2026-03-17,V3',
      ),
    );
    expect(text).toContain('\nid: Vorgang   # never repeats in 3 rows; check');
    expect(linesOf(text)).toContain('  about.customer.id: customer_id');
  });

  test('is taken with a date where nothing else does, and said', async () => {
    const { text } = await guess(
      rows(
        'customer id,answered at,recommend (0-10)',
        'C1,2026-03-14 10:00,9',
        'C2,2026-03-14 11:00,8',
        'C3,2026-03-15 12:00,10',
      ),
    );
    expect(text).toMatch(/\nid: \[ customer id, answered at \]/);
    expect(text).toContain('"customer id" never repeats in 3 rows, but names something that may come again');
  });
});

describe('date patterns', () => {
  const patternsOf = (...texts: string[]) =>
    readDates(new Map(texts.map((text) => [text, 1])), true).patterns.map(({ pattern }) => pattern);

  test.each([
    [['2026-03-14', '2026-03-15 10:00:00'], ['iso']],
    [['14.03.2026', '5.3.2026'], ['d.M.yyyy']],
    [['14-MAR-26 09:30'], ['dd-MMM-yy HH:mm']],
    [['04/18/2019 09:55:45 PM'], ['MM/dd/yyyy hh:mm:ss a']],
    [
      ['18/04/2019 21:55', '2019-04-19'],
      ['dd/MM/yyyy HH:mm', 'iso'],
    ],
    [['2026/03/14 9:05'], ['yyyy/MM/dd H:mm']],
    [['20260314', '20260315'], ['yyyyMMdd']],
    [['1773480600'], ['epoch-seconds']],
    [['soon', '99/99/2026'], []],
  ])('%j are %j', (texts, patterns) => {
    expect(patternsOf(...texts)).toEqual(patterns);
  });

  test('of digits alone need a name that says date', () => {
    expect(readDates(new Map([['20260314', 1]]), false).patterns).toEqual([]);
  });
});
