/** A quarter of flights from Houston, 55,508 rows: late from 15 minutes on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRealData, readRealCsv, realFile } from '../support/real-data.ts';
import { apply, expectEqualRecount, importFile, mapFile, partOf, readKpi } from './support/ledger.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';

if (!hasRealData) console.warn('unproven: on-time share of 55,508 flights, whole and by carrier');

const file = 'deliveries/hflights_2011_q1.csv.gz';
/** A day more on both sides: flights that were due after midnight. */
const quarter = { from: '2010-12-31', to: '2011-04-01' } as const;

const company = `
sources:
  - { id: hflights, types: [delivery] }
policy:
  timeZone: America/Chicago
  onTime: { rule: timestamp, late: { minutes: 15, inclusive: false } }
  dimensions: { carrier: open }
`;

type Flight = Record<string, string>;
const recount = (flights: Flight[]): [number, number] => {
  const arrived = flights.filter((row) => row.Cancelled === '0' && row.Diverted === '0');
  return [arrived.filter((row) => Number(row.ArrDelay) < 15).length, arrived.length];
};

describe.skipIf(!hasRealData)('Flights from Houston', () => {
  let stack: JourneyStack;
  const flights = hasRealData ? readRealCsv(file) : [];

  beforeAll(async () => {
    stack = await startJourneyStack();
    await apply(stack, company);
  });
  afterAll(() => stack?.stop());

  test('are 42,833 of 53,907 on time', { timeout: 1_200_000 }, async () => {
    const report = await importFile(stack, realFile(file), mapFile('hflights'), 'hflights');
    expect(report).toMatchObject({ read: 55_508, accepted: 55_508, stored: 55_508, rejected: 0 });
    const { total } = await readKpi(stack, 'on-time-delivery', quarter);
    expect(partOf(total)).toEqual(recount(flights));
    expect(partOf(total)).toEqual([42_833, 53_907]);
  });

  test('are on time by carrier as a recount of the file says', async () => {
    const carriers = Map.groupBy(flights, (row) => row.UniqueCarrier ?? '');
    expect(carriers.size).toBeGreaterThan(10);
    for (const [carrier, ofCarrier] of carriers) {
      const { total } = await readKpi(stack, 'on-time-delivery', { ...quarter, slice: `carrier=${carrier}` });
      expect(partOf(total)).toEqual(recount(ofCarrier));
    }
  });

  test('are counted as a recount of the records counts them', () => expectEqualRecount(stack, 55_508));
});
