import { expect, test } from 'vitest';
import { compileFilters } from '../../infra/local/streams/filter.ts';
import { type Scheduled, scheduledNames, schedules } from '../../shared/core/audit/stations.ts';
import { kinds } from '../../shared/store/keys.ts';
import { only, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize();
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
const mappingOf = (name: string) => only(mappings.filter(({ path }) => path.includes(`/${name}/`))).properties;

/** What each function writes to the board; `INSERT` is an item's first write, `MODIFY` any other. */
const writes: Record<string, (keyof typeof kinds)[]> = {
  store: ['run', 'reject', 'conflict', 'spoken'],
  fold: ['row', 'exception', 'reject', 'run', 'probe'],
  evaluate: ['alert', 'transition', 'notice', 'settling', 'echo'],
  notify: ['notice', 'echo'],
  audit: ['heartbeat'],
  digest: ['digest', 'notice', 'heartbeat'],
  track: ['alert', 'notice', 'suppressed', 'due'],
  outreach: ['invitation', 'invitationDay', 'due', 'asked', 'notice', 'heartbeat'],
  surveys: ['invitation', 'stopped', 'sentForm'],
};
const readers = { evaluate: mappingOf('Evaluate'), notify: mappingOf('Notify') };

const passes = (reader: keyof typeof readers, eventName: string, kind: string): boolean =>
  compileFilters(readers[reader].FilterCriteria)({
    eventName,
    eventSource: 'aws:dynamodb',
    dynamodb: {
      Keys: { pk: { S: 'a' }, sk: { S: 'b' } },
      ...(eventName !== 'REMOVE' && { NewImage: { pk: { S: 'a' }, kind: { S: kind } } }),
      ...(eventName !== 'INSERT' && { OldImage: { pk: { S: 'a' }, kind: { S: kind } } }),
    },
  });

test('fold gets whole batches in order, by shard, for as long as it takes', () => {
  const fold = mappingOf('Fold');
  expect(fold).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 1000,
    TumblingWindowInSeconds: 900,
    ParallelizationFactor: 1,
    BisectBatchOnFunctionError: false,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  expect(fold.MaximumBatchingWindowInSeconds).toBeGreaterThan(0);
});

test('fold never loses a record to a limit, a filter or a destination', () => {
  const fold = mappingOf('Fold');
  expect([undefined, -1]).toContain(fold.MaximumRetryAttempts);
  expect([undefined, -1]).toContain(fold.MaximumRecordAgeInSeconds);
  expect(fold.FilterCriteria).toBeUndefined();
  expect(fold.DestinationConfig).toBeUndefined();
});

test('each stream has no more readers than DynamoDB allows', () => {
  const streams = mappings.map(({ properties }) => properties.EventSourceArn['Fn::GetAtt']);
  const read = streams.filter(([, attribute]) => attribute === 'StreamArn').map(([table]) => table);
  expect(read.filter((table) => table.includes('Records'))).toHaveLength(2);
  expect(read.filter((table) => table.includes('Board'))).toHaveLength(2);
});

test.each(Object.values(kinds))(
  'of changes to %s items, evaluate sees rows and the probe that came or changed, and nothing else',
  (kind) => {
    const seen = kind === kinds.row || kind === kinds.probe;
    expect(passes('evaluate', 'INSERT', kind)).toBe(seen);
    expect(passes('evaluate', 'MODIFY', kind)).toBe(seen);
    expect(passes('evaluate', 'REMOVE', kind)).toBe(false);
  },
);

test.each(Object.values(kinds))(
  'of changes to %s items, notify sees new notices and the probe, and nothing else',
  (kind) => {
    expect(passes('notify', 'INSERT', kind)).toBe(kind === kinds.notice || kind === kinds.probe);
    expect(passes('notify', 'MODIFY', kind)).toBe(kind === kinds.probe);
    expect(passes('notify', 'REMOVE', kind)).toBe(false);
  },
);

test('no writer is led back to itself by what it writes', () => {
  // evaluate may write a notice for the first time; notify only changes one.
  const events = (name: string, kind: string) =>
    name === 'notify' && kind === kinds.notice ? ['MODIFY'] : ['INSERT', 'MODIFY'];
  const wakes = (name: string) =>
    (['evaluate', 'notify'] as const).filter((reader) =>
      writes[name]?.some((kind) => events(name, kinds[kind]).some((event) => passes(reader, event, kinds[kind]))),
    );
  expect(wakes('store')).toEqual([]);
  // notify by the probe alone, which fold passes on.
  expect(wakes('fold')).toEqual(['evaluate', 'notify']);
  expect(wakes('audit')).toEqual([]);
  expect(wakes('digest')).toEqual(['notify']);
  expect(wakes('evaluate')).toEqual(['notify']);
  expect(wakes('notify')).toEqual([]);
  expect(wakes('track')).toEqual(['notify']);
  expect(wakes('outreach')).toEqual(['notify']);
  expect(wakes('surveys')).toEqual([]);
});

/** A change of the records table as its second reader's filter sees it. */
const passesOutreach = (eventName: string, item: Record<string, unknown>): boolean =>
  compileFilters(mappingOf('Outreach').FilterCriteria)({
    ...{ eventName, eventSource: 'aws:dynamodb' },
    dynamodb: { Keys: { pk: item.pk }, ...(eventName !== 'REMOVE' && { NewImage: item }) },
  });
const progress = (state: string) => ({ progress: { M: { state: { S: state } } } });

test('outreach sees deliveries that arrived and complaints that came in, and nothing else', () => {
  const delivery = { pk: { S: 'delivery#erp#1' } };
  const complaint = { pk: { S: 'complaint#erp#1' } };
  const received = { received: { M: { receivedAt: { S: '2026-11-22' } } } };
  expect(passesOutreach('INSERT', { ...delivery, ...progress('delivered') })).toBe(true);
  expect(passesOutreach('MODIFY', { ...delivery, ...progress('delivered') })).toBe(true);
  expect(passesOutreach('MODIFY', { ...delivery, ...progress('in-transit') })).toBe(false);
  expect(passesOutreach('INSERT', delivery)).toBe(false);
  expect(passesOutreach('REMOVE', { ...delivery, ...progress('delivered') })).toBe(false);
  expect(passesOutreach('INSERT', { ...complaint, ...received })).toBe(true);
  expect(passesOutreach('MODIFY', complaint)).toBe(false);
});

test('what outreach submits, answers and invitations, does not come back to it', () => {
  const response = { pk: { S: 'response#hoshin-surveys#invitation-1' } };
  expect(passesOutreach('INSERT', { ...response, ...progress('delivered') })).toBe(false);
  expect(passesOutreach('INSERT', { ...response, invitation: { M: { invitedAt: { S: '2026-11-22' } } } })).toBe(false);
});

test('outreach loses no record while it is made, nor in a night in which nothing runs', () => {
  const outreach = mappingOf('Outreach');
  expect(outreach.StartingPosition).toBe('TRIM_HORIZON');
  expect(outreach.MaximumRecordAgeInSeconds).toBe(12 * 3600);
});

test('the readers of the board give up what sweep makes good anyway', () => {
  for (const reader of Object.values(readers)) {
    expect(reader.MaximumRetryAttempts).toBeLessThanOrEqual(10);
    expect(reader.MaximumRecordAgeInSeconds).toBeLessThanOrEqual(3600);
  }
});

test('schedules tell their functions the time that they were meant for', () => {
  const found = resourcesOf(template, 'AWS::Scheduler::Schedule');
  for (const { path, properties } of found) {
    const name = (path.split('/')[1] ?? '').toLowerCase() as Scheduled;
    expect(properties.ScheduleExpression).toBe(`rate(${schedules[name].every} minutes)`);
    expect(JSON.parse(properties.Target.Input)).toEqual({ time: '<aws.scheduler.scheduled-time>' });
  }
  // The auditor expects to hear of each of them.
  expect(found.map(({ path }) => path.split('/')[1]?.toLowerCase()).sort()).toEqual([...scheduledNames].sort());
});
