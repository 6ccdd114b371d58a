/** The maps of the real files: what they make is valid, and adds up to what the files themselves say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HoshinEvent } from '../../events/event.ts';
import { importFile, parseMap } from '../support/import-rows.ts';
import { check, readKpi, share } from '../support/imported-kpi.ts';
import { hasRealData, readReal, readRealCsv, realFile } from '../support/real-data.ts';

const files = {
  'olist-orders': 'deliveries/olist_orders_4071.csv.gz',
  'olist-reviews': 'surveys/olist_reviews_6123.csv.gz',
  secom: 'conformity/secom_labels.data.gz',
  'nyc-311': 'complaints/nyc311-100.csv.gz',
  'boston-311': 'complaints/boston311-100.csv.gz',
  hflights: 'deliveries/hflights_2011_q1.csv.gz',
} as const;

const importReal = async (name: keyof typeof files, timeZone = 'UTC') => {
  const map = parseMap(readFileSync(join(import.meta.dirname, '../journey/maps', `${name}.yaml`), 'utf8'));
  const imported = await importFile(realFile(files[name]), map, { source: name, timeZone });
  expect(imported.rejected).toEqual([]);
  return { ...imported, events: imported.events.map(check) };
};

const subjectsOf = (events: readonly HoshinEvent[]) => new Set(events.map(({ subject }) => subject)).size;
const count = <T>(rows: readonly T[], holds: (row: T) => unknown) => rows.filter(holds).length;

describe.skipIf(!hasRealData)('the map of', () => {
  test('Olist orders counts what was on time, by the timestamp and by the day', async () => {
    const rows = readRealCsv(files['olist-orders']).filter(
      (row) => row.order_status === 'delivered' && row.order_delivered_customer_date,
    );
    const due = (row: Record<string, string>) => row.order_estimated_delivery_date ?? '';
    const got = (row: Record<string, string>) => row.order_delivered_customer_date ?? '';
    const byTime = count(rows, (row) => got(row) <= due(row));
    const byDay = count(rows, (row) => got(row).slice(0, 10) <= due(row).slice(0, 10));
    const march = rows.filter((row) => due(row).startsWith('2018-03'));
    expect([rows.length, byTime, byDay, march.length, count(march, (row) => got(row) <= due(row))]).toEqual([
      3964, 3643, 3691, 333, 265,
    ]);

    const { events } = await importReal('olist-orders');
    expect(subjectsOf(events)).toBe(3964);
    const timeZone = 'America/Sao_Paulo';
    const timestamp = { timeZone, onTime: { rule: 'timestamp' as const } };
    expect(readKpi('on-time-delivery', events, timestamp)).toEqual(share(byTime, 3964));
    expect(readKpi('on-time-delivery', events, timestamp, { from: '2018-03-01', to: '2018-03-31' })).toEqual(
      share(265, 333),
    );
    expect(readKpi('on-time-delivery', events, { timeZone })).toEqual(share(byDay, 3964));
  });

  test('Olist reviews counts satisfied answers, each pair of review and order once', async () => {
    const rows = readRealCsv(files['olist-reviews']);
    const satisfied = count(rows, (row) => Number(row.review_score) >= 4);
    expect([rows.length, satisfied]).toEqual([6123, 4747]);

    const { events } = await importReal('olist-reviews');
    expect(subjectsOf(events)).toBe(6123);
    expect(readKpi('csat', events, {})).toEqual(share(satisfied, 6123));
  });

  test('SECOM counts every wafer, repeated lines too, by month', async () => {
    const lines = readReal(files.secom)
      .split(/[\r\n]+/)
      .filter(Boolean);
    const ofMonth = (month: string) => lines.filter((line) => line.includes(`/${month}/2008`));
    const failed = ['07', '08', '09', '10'].map(
      (month) => [count(ofMonth(month), (line) => line.startsWith('1')), ofMonth(month).length] as const,
    );
    expect(failed).toEqual([
      [14, 63],
      [51, 555],
      [17, 590],
      [22, 359],
    ]);

    const { events } = await importReal('secom');
    expect(subjectsOf(events)).toBe(1567);
    for (const [index, [bad, inspected]] of failed.entries()) {
      const month = `2008-${['07', '08', '09', '10'][index]}`;
      const read = readKpi('conformity-rate', events, {}, { from: `${month}-01`, to: `${month}-31` });
      expect(read).toEqual(share(inspected - bad, inspected));
    }
  });

  test('NYC counts what was closed by its due date', async () => {
    const at = (text = '') => {
      const [, month, day, year, hour, rest, half] =
        /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d)(:\d\d:\d\d) ([AP])M$/.exec(text) ?? [];
      return `${year}-${month}-${day} ${String((Number(hour) % 12) + (half === 'P' ? 12 : 0)).padStart(2, '0')}${rest}`;
    };
    const both = readRealCsv(files['nyc-311']).filter((row) => row['Due Date'] && row['Closed Date']);
    const inTime = count(both, (row) => at(row['Closed Date']) <= at(row['Due Date']));
    expect([both.length, inTime]).toEqual([41, 33]);

    const { events } = await importReal('nyc-311');
    expect(events).toHaveLength(42);
    expect(readKpi('complaints-within-sla', events, { timeZone: 'America/New_York' })).toEqual(share(33, 41));
  });

  test('Boston counts what was closed by its target, and keeps what is open', async () => {
    const rows = readRealCsv(files['boston-311']);
    const closed = rows.filter((row) => row.target_dt && row.closed_dt);
    const inTime = count(closed, (row) => (row.closed_dt ?? '') <= (row.target_dt ?? ''));
    expect([count(rows, (row) => row.target_dt), count(rows, (row) => !row.closed_dt)]).toEqual([89, 15]);

    const { events } = await importReal('boston-311');
    const withTarget = events.filter(({ data }) => data && 'received' in data && data.received?.dueAt);
    expect(withTarget).toHaveLength(89);
    expect(readKpi('complaints-within-sla', withTarget, { timeZone: 'America/New_York' })).toEqual(
      share(inTime, closed.length),
    );
    expect(count(events, ({ data }) => data && 'handling' in data && data.handling?.state === 'received')).toBe(15);
  });

  test('hflights counts flights that arrived, late from 15 minutes on', async () => {
    const rows = readRealCsv(files.hflights);
    const arrived = rows.filter((row) => row.ArrDelay);
    const onTime = count(arrived, (row) => Number(row.ArrDelay) < 15);
    expect([rows.length, arrived.length, onTime]).toEqual([55_508, 53_907, 42_833]);

    const { events } = await importReal('hflights');
    expect(subjectsOf(events)).toBe(55_508);
    const policy = {
      timeZone: 'America/Chicago',
      onTime: { rule: 'timestamp' as const, late: { minutes: 15, inclusive: false } },
    };
    expect(readKpi('on-time-delivery', events, policy)).toEqual(share(onTime, arrived.length));
  }, 60_000);
});
