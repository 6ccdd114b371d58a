/** The core alone on real files: no table, no webhook; the journeys take the same files through the real entrances. */
import { describe, expect, test } from 'vitest';
import type { PolicyInput } from '../../shared/core/config/policy.ts';
import type { Measure } from '../../shared/core/kpi.ts';
import { takeReading } from '../../shared/core/reading.ts';
import type { HoshinRecord } from '../../shared/core/record/record.ts';
import { instantAt } from '../../shared/core/time/calendar.ts';
import { kpiById } from '../../shared/kpis/registry.ts';
import { hasRealData, readReal, readRealCsv } from '../support/real-data.ts';
import { complaintOf, deliveryOf, inspectionOf, policyOf, responseOf } from '../support/records.ts';
import { dayRowsOf, fold } from './kpi-rows.ts';

const zone = 'America/Sao_Paulo';

/** Reads a KPI over records, from one day to another. */
const read = (
  id: string,
  records: HoshinRecord[],
  input: PolicyInput = {},
  from = '1990-01-01',
  to = '2030-12-31',
): Measure => {
  const kpi = kpiById(id);
  if (!kpi) throw new Error(`no KPI ${id}`);
  const policy = policyOf(input);
  return takeReading(kpi, dayRowsOf(fold(records, policy)), { from, to }, { slice: 'total', policy, epoch: 0 });
};
/** The good ones of n: what shares are made of. */
const partOf = ({ value, n }: Measure) => [Math.round((value ?? 0) * n), n];

const instant = (wall: string, zone: string) => new Date(instantAt(wall.replace(' ', 'T'), zone)).toISOString();

describe.skipIf(!hasRealData)('Olist orders', () => {
  const orders = hasRealData
    ? readRealCsv('deliveries/olist_orders_4071.csv.gz')
        .filter((row) => row.order_status === 'delivered' && row.order_delivered_customer_date)
        .map((row) =>
          deliveryOf({
            promise: { first: instant(row.order_estimated_delivery_date ?? '', zone) },
            progress: { state: 'delivered', deliveredAt: instant(row.order_delivered_customer_date ?? '', zone) },
          }),
        )
    : [];
  const timestamp = { timeZone: zone, onTime: { rule: 'timestamp' as const } };

  test('are on time 3,643 of 3,964 by timestamp, 3,691 by calendar day', () => {
    expect(partOf(read('on-time-delivery', orders, timestamp))).toEqual([3643, 3964]);
    expect(partOf(read('on-time-delivery', orders, { timeZone: zone }))).toEqual([3691, 3964]);
  });

  test('due in March 2018 are on time 265 of 333 by timestamp: proof that 90 % is missed', () => {
    const reading = read('on-time-delivery', orders, timestamp, '2018-03-01', '2018-03-31');
    expect(partOf(reading)).toEqual([265, 333]);
    expect(reading.interval?.[1]).toBeLessThan(0.9);
  });

  test('are late by days that a sort of the late ones confirms, to 5 %', () => {
    const days = orders
      .map(
        ({ facets: { promise, progress } }) =>
          Date.parse(progress?.deliveredAt ?? '') - Date.parse(promise?.first ?? ''),
      )
      .filter((late) => late > 0)
      .map((late) => late / 86_400_000)
      .sort((a, b) => a - b);
    const median = days[(days.length - 1) / 2] ?? Number.NaN;
    const reading = read('lateness', orders, timestamp);
    expect(reading.n).toBe(3964 - 3643);
    expect(days).toHaveLength(reading.n);
    expect(Math.abs((reading.value ?? 0) / median - 1)).toBeLessThan(0.05);
  });
});

describe.skipIf(!hasRealData)('flights', () => {
  const flightOf = (delayMinutes: number) =>
    deliveryOf({
      promise: { first: '2011-01-31T12:00:00Z' },
      progress: {
        state: 'delivered',
        deliveredAt: new Date(Date.parse('2011-01-31T12:00:00Z') + delayMinutes * 60_000).toISOString(),
      },
    });
  const under = (minutes: number, inclusive: boolean) => ({
    onTime: { rule: 'timestamp' as const, late: { minutes, inclusive } },
  });

  test('from Houston, 2011 Q1, are on time 42,833 of the 53,907 that arrived: late from 15 minutes on', () => {
    const arrived = readRealCsv('deliveries/hflights_2011_q1.csv.gz').filter(
      (row) => row.Cancelled === '0' && row.Diverted === '0',
    );
    const flights = arrived.map((row) => flightOf(Number(row.ArrDelay)));
    expect(partOf(read('on-time-delivery', flights, under(15, false)))).toEqual([42_833, 53_907]);
  });

  test('of 2001 Q1 are 77.245 % under 15 minutes late, 52.535 % at or under 0', () => {
    const delays: { delay: number }[] = JSON.parse(readReal('deliveries/vega_flights_20k.json.gz'));
    const flights = delays.map(({ delay }) => flightOf(delay));
    expect(read('on-time-delivery', flights, under(15, false)).value).toBe(0.77245);
    expect(read('on-time-delivery', flights, under(0, true)).value).toBe(0.52535);
  });
});

describe.skipIf(!hasRealData)('Olist reviews', () => {
  const reviews = hasRealData
    ? readRealCsv('surveys/olist_reviews_6123.csv.gz').map((row) =>
        responseOf({
          answeredAt: instant(row.review_answer_timestamp ?? '', zone),
          survey: 'review',
          csat: Number(row.review_score),
        }),
      )
    : [];

  test('have a top-2 box of 4,747 of 6,123 and a mean of 4.113833', () => {
    expect(partOf(read('csat', reviews))).toEqual([4747, 6123]);
    expect(read('csat-mean', reviews).value).toBeCloseTo(4.113833, 6);
  });
});

describe.skipIf(!hasRealData)('SECOM wafers', () => {
  test('fail 14 of 63, 51 of 555, 17 of 590 and 22 of 359 from July to October', () => {
    const wafers = readReal('conformity/secom_labels.data.gz')
      .split(/[\r\n]+/)
      .filter(Boolean)
      .map((line) => {
        const [, label, day, month, year] = /^(-?1) "(\d\d)\/(\d\d)\/(\d{4})/.exec(line) ?? [];
        return inspectionOf({ inspectedAt: `${year}-${month}-${day}`, inspected: 1, rejected: label === '1' ? 1 : 0 });
      });
    const failed = (month: string) => {
      const { value, n } = read('conformity-rate', wafers, {}, `2008-${month}-01`, `2008-${month}-31`);
      return [Math.round(n - (value ?? 0) * n), n];
    };
    expect(['07', '08', '09', '10'].map(failed)).toEqual([
      [14, 63],
      [51, 555],
      [17, 590],
      [22, 359],
    ]);
    expect(read('ppm', wafers).value).toBeCloseTo(66_368.86, 1);
  });
});

describe.skipIf(!hasRealData)('New York complaints', () => {
  test('that have a due date and a closing are closed by then 33 of 41 times', () => {
    const moment = (text: string) => {
      const [, month, day, year, hour = '', rest, half] =
        /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d)(:\d\d:\d\d) ([AP]M)$/.exec(text) ?? [];
      const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
      return instant(`${year}-${month}-${day}T${String(hours).padStart(2, '0')}${rest}`, 'America/New_York');
    };
    const complaints = readRealCsv('complaints/nyc311-100.csv.gz')
      .filter((row) => row['Due Date'])
      .map((row) =>
        complaintOf({
          received: { receivedAt: moment(row['Created Date'] ?? ''), dueAt: moment(row['Due Date'] ?? '') },
          handling: row['Closed Date']
            ? { state: 'closed', resolvedAt: moment(row['Closed Date']) }
            : { state: 'received' },
        }),
      );
    expect(partOf(read('complaints-within-sla', complaints))).toEqual([33, 41]);
    expect(read('open-complaints', complaints)).toMatchObject({ value: 1, n: 42 });
  });
});
