/** Maps that were guessed, against what the real files say of themselves. At most three lines may have to be edited. */
import { describe, expect, test } from 'vitest';
import { propose } from '../../cli/guess/guess-import.ts';
import type { RecordType } from '../../events/record-types.ts';
import { importFile, parseMap } from '../support/import-rows.ts';
import { check, readKpi, share } from '../support/imported-kpi.ts';
import { hasRealData, realFile } from '../support/real-data.ts';

/** A line that somebody edits: what stands there, and what should. */
type Edit = readonly [from: string, to: string];

const importGuessed = async (file: string, edits: readonly Edit[], timeZone = 'UTC', type?: RecordType) => {
  expect(edits.length).toBeLessThanOrEqual(3);
  const { text } = await propose(realFile(file), type ? { type } : {});
  const map = edits.reduce((edited, [from, to]) => {
    expect(edited.split('\n').filter((line) => line.startsWith(from))).toHaveLength(1);
    return edited
      .split('\n')
      .map((line) => (line.startsWith(from) ? to : line))
      .join('\n');
  }, text);
  const { events, rejected } = await importFile(realFile(file), parseMap(map), { timeZone });
  expect(rejected).toEqual([]);
  return { text, events: events.map(check) };
};

const subjectsOf = (events: readonly { subject: string }[]) => new Set(events.map(({ subject }) => subject)).size;

describe.skipIf(!hasRealData)('the map that is guessed for', () => {
  test('NYC counts what was closed by its due date: 33 of 41, with one line edited', async () => {
    const { events } = await importGuessed(
      'complaints/nyc311-100.csv.gz',
      // Only those with a due date, as in the truth: the others would be held against the policy's own SLA.
      [['id: Unique Key', 'id: Unique Key\nwhere: [{ column: Due Date, present: true }]']],
    );
    expect(events).toHaveLength(42);
    expect(readKpi('complaints-within-sla', events, { timeZone: 'America/New_York' })).toEqual(share(33, 41));
  });

  test('NYC says how dates are to be read, and what means no value', async () => {
    const { text } = await propose(realFile('complaints/nyc311-100.csv.gz'), {});
    expect(text).toContain('date: MM/dd/yyyy hh:mm:ss a }   # month first: nothing else fits 25 of them');
    expect(text).toContain(
      'about.region: { column: Borough, none: [ Unspecified ] }   # taken as no value: "Unspecified" 7×',
    );
  });

  test('Boston counts what is not overdue by the times: 72 of the 89 with a target, with no line edited', async () => {
    const { events, text } = await importGuessed('complaints/boston311-100.csv.gz', []);
    const withTarget = events.filter(({ data }) => data && 'received' in data && data.received?.dueAt);
    expect(withTarget).toHaveLength(89);
    const inTime = withTarget.filter(
      ({ data }) =>
        data &&
        'handling' in data &&
        data.handling?.closedAt &&
        data.received?.dueAt &&
        data.handling.closedAt <= data.received.dueAt,
    );
    expect(inTime).toHaveLength(72);
    const closed = withTarget.filter(({ data }) => data && 'handling' in data && data.handling?.state === 'closed');
    expect(readKpi('complaints-within-sla', withTarget, { timeZone: 'America/New_York' })).toEqual(
      share(72, closed.length),
    );
    // Three columns could be the category, and nothing tells which: it is left out, and said.
    expect(text).toMatch(
      /# not sure; .*could also be "reason", "subject", "case_title"\n {2}# received.category: type/,
    );
  });

  test('Olist orders counts what was on time, with no line edited', async () => {
    const { events } = await importGuessed('deliveries/olist_orders_4071.csv.gz', [], 'America/Sao_Paulo');
    expect(subjectsOf(events)).toBe(4071);
    const delivered = events.filter(
      ({ data }) => data && 'progress' in data && data.progress?.state === 'delivered' && !data.promise?.cancelled,
    );
    const policy = { timeZone: 'America/Sao_Paulo', onTime: { rule: 'timestamp' as const } };
    expect(readKpi('on-time-delivery', delivered, policy)).toEqual(share(3643, 3964));
  });

  test('Olist reviews counts satisfied answers, each pair of review and order once, with no line edited', async () => {
    const { events, text } = await importGuessed('surveys/olist_reviews_6123.csv.gz', []);
    expect(text).toContain('id: [ review_id, order_id ]');
    expect(subjectsOf(events)).toBe(6123);
    expect(readKpi('csat', events, {})).toEqual(share(4747, 6123));
  });

  test('SECOM needs to be told its type and which verdict is the bad one: two lines', async () => {
    const { events } = await importGuessed(
      'conformity/secom_labels.data.gz',
      [
        ['  # result.inspected:', '  result.inspected: { constant: 1 }'],
        ['  # result.rejected:', '  result.rejected: { column: 1, values: { "1": 1, "-1": 0 } }'],
      ],
      'UTC',
      'inspection',
    );
    expect(subjectsOf(events)).toBe(1567);
    expect(readKpi('conformity-rate', events, {})).toEqual(share(1567 - 104, 1567));
    await expect(propose(realFile('conformity/secom_labels.data.gz'), {})).rejects.toThrow(
      /Nothing here says what the rows are: say --type/,
    );
  });

  test('hflights finds the id and who flew; that no column is a promise is said', async () => {
    const { text } = await propose(realFile('deliveries/hflights_2011_q1.csv.gz'), {});
    expect(text).toContain('id: [ date, UniqueCarrier, FlightNum ]');
    expect(text).toContain('about.carrier: UniqueCarrier');
    expect(text).toContain('# MISSING promise.requested or promise.first or promise.latest');
    expect(text).toMatch(/^type: delivery {3}# not sure/m);
  }, 30_000);
});
