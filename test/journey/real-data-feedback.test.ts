/** Reviews, wafers and complaints that nobody on this project made, from their files to their figures. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRealData, readReal, readRealCsv, realFile } from '../support/real-data.ts';
import { type Asked, apply, expectEqualRecount, importFile, mapFile, partOf, readKpi } from './support/ledger.ts';
import { shuffleRows } from './support/shuffle-rows.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';

if (!hasRealData) console.warn('unproven: CSAT of Olist reviews, conformity of SECOM wafers, complaints to New York');

const company = `
sources:
  - { id: olist-reviews, types: [response] }
  - { id: olist-reviews-shuffled, types: [response] }
  - { id: secom, types: [inspection] }
  - { id: secom-shuffled, types: [inspection] }
  - { id: nyc-311, types: [complaint] }
  - { id: nyc-311-shuffled, types: [complaint] }
  - { id: nyc-311-guessed, types: [complaint] }
  - { id: boston-311-guessed, types: [complaint] }
policy:
  timeZone: UTC
  dimensions: { source: open }
`;

interface Feed {
  source: string;
  file: string;
  header?: boolean;
  kpi: string;
  asked: Asked;
  rows: number;
}

const reviews: Feed = {
  source: 'olist-reviews',
  file: 'surveys/olist_reviews_6123.csv.gz',
  kpi: 'csat',
  asked: { from: '2016-01-01', to: '2018-12-31', by: 'month' },
  rows: 6123,
};
const wafers: Feed = {
  source: 'secom',
  file: 'conformity/secom_labels.data.gz',
  header: false,
  kpi: 'conformity-rate',
  asked: { from: '2008-07-01', to: '2008-10-31', by: 'month' },
  rows: 1567,
};
const complaints: Feed = {
  source: 'nyc-311',
  file: 'complaints/nyc311-100.csv.gz',
  kpi: 'complaints-within-sla',
  asked: { from: '2010-01-01', to: '2026-12-31' },
  rows: 100,
};

/** `04/18/2019 09:55:45 PM` as a text whose order is that of time. */
const sortable = (text: string): string => {
  const [, month, day, year, hour = '', rest, half] =
    /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d)(:\d\d:\d\d) ([AP]M)$/.exec(text) ?? [];
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return `${year}-${month}-${day} ${String(hours).padStart(2, '0')}${rest}`;
};

describe.skipIf(!hasRealData)('Real feedback', () => {
  let stack: JourneyStack;
  const read = ({ source, kpi, asked }: Feed, suffix = '') =>
    readKpi(stack, kpi, { ...asked, slice: `source=${source}${suffix}` });
  const take = async ({ source, rows }: Feed, file: string, suffix = '') => {
    const report = await importFile(stack, file, mapFile(source), `${source}${suffix}`);
    expect(report).toMatchObject({ read: rows, rejected: 0, refused: 0 });
    return report;
  };

  beforeAll(async () => {
    stack = await startJourneyStack();
    await apply(stack, company);
  });
  afterAll(() => stack?.stop());

  test('4,747 of 6,123 Olist reviews have four or five stars', async () => {
    expect(await take(reviews, realFile(reviews.file))).toMatchObject({ stored: 6123 });
    const stars = readRealCsv(reviews.file).map((row) => Number(row.review_score));
    const { total } = await read(reviews);
    expect(partOf(total)).toEqual([stars.filter((score) => score >= 4).length, stars.length]);
    expect(partOf(total)).toEqual([4747, 6123]);
  });

  test('SECOM wafers fail 14 of 63, 51 of 555, 17 of 590 and 22 of 359 from July to October', async () => {
    expect(await take(wafers, realFile(wafers.file))).toMatchObject({ stored: 1567 });
    const lines = readReal(wafers.file).split(/[\r\n]+/);
    const counted = ['07', '08', '09', '10'].map((month) => {
      const ofMonth = lines.filter((line) => line.includes(`/${month}/2008 `));
      return [ofMonth.filter((line) => line.startsWith('-1 ')).length, ofMonth.length];
    });
    const conforming = (await read(wafers)).rows.map(partOf);
    expect(conforming).toEqual(counted);
    expect(conforming.map(([passed, n]) => [n - passed, n])).toEqual([
      [14, 63],
      [51, 555],
      [17, 590],
      [22, 359],
    ]);
  });

  test('33 of 41 complaints to New York that have a due date and a closing were closed by then', async () => {
    const due = readRealCsv(complaints.file).filter((row) => row['Due Date']);
    expect(await take(complaints, realFile(complaints.file))).toMatchObject({ stored: due.length });
    const inTime = due.flatMap(({ 'Due Date': dueAt = '', 'Closed Date': closedAt = '' }) =>
      closedAt ? [sortable(closedAt) <= sortable(dueAt)] : [],
    );
    const { total } = await read(complaints);
    expect(partOf(total)).toEqual([inTime.filter(Boolean).length, inTime.length]);
    expect(partOf(total)).toEqual([33, 41]);
  });

  test.for([reviews, wafers, complaints])(
    '$source: not one digit changes with a second import or another order',
    async (feed) => {
      const before = await read(feed);
      const shuffled = join(stack.folder, `${feed.source}.${feed.header === false ? 'data' : 'csv'}`);
      writeFileSync(shuffled, shuffleRows(readReal(feed.file), 2, feed.header));
      for (const again of [realFile(feed.file), shuffled]) {
        const { accepted, stored, unchanged } = await take(feed, again);
        expect({ stored, unchanged }).toEqual({ stored: 0, unchanged: accepted });
        expect(await read(feed)).toEqual(before);
      }
      // To a source that never saw them the order is new as well.
      const { accepted, stored } = await take(feed, shuffled, '-shuffled');
      expect(stored).toBe(accepted);
      expect({ ...(await read(feed, '-shuffled')), slice: before.slice }).toEqual(before);
    },
  );

  test.for([
    { source: 'nyc-311-guessed', file: complaints.file, due: 'Due Date', truth: [33, 41], rows: 42 },
    // 72 of the 89 with a target are not overdue; 12 of the others are still open.
    {
      source: 'boston-311-guessed',
      file: 'complaints/boston311-100.csv.gz',
      due: 'target_dt',
      truth: [72, 77],
      rows: 89,
    },
  ])(
    '$source: a map that was guessed, with a filter added, gives the truth',
    async ({ source, file, due, truth, rows }) => {
      const map = join(stack.folder, `${source}.yaml`);
      await stack.hoshin('import', realFile(file), '--guess', '--source', source, '--out', map);
      appendFileSync(map, `where: [{ column: ${due}, present: true }]\n`);
      const report = await importFile(stack, realFile(file), map, source);
      expect(report).toMatchObject({ read: 100, stored: rows, rejected: 0 });
      const { total } = await readKpi(stack, 'complaints-within-sla', {
        ...complaints.asked,
        slice: `source=${source}`,
      });
      expect(partOf(total)).toEqual(truth);
    },
  );

  test('a recount of all of them from the records is equal', async () => {
    const due = readRealCsv(complaints.file).filter((row) => row['Due Date']).length;
    await expectEqualRecount(stack, 2 * (6123 + 1567 + due) + 42 + 89);
  });
});
