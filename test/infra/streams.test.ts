import { expect, test } from 'vitest';
import { compileFilters } from '../../infra/local/streams/filter.ts';
import { kinds } from '../../shared/store/keys.ts';
import { only, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize();
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
const mappingOf = (name: string) => only(mappings.filter(({ path }) => path.includes(`/${name}/`))).properties;

/** What each function writes to the board; `INSERT` is an item's first write, `MODIFY` any other. */
const writes: Record<string, (keyof typeof kinds)[]> = {
  fold: ['row', 'exception', 'reject', 'run'],
  evaluate: ['alert', 'transition', 'notice', 'settling'],
  notify: ['notice'],
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
  expect(read.filter((table) => table.includes('Records'))).toHaveLength(1);
  expect(read.filter((table) => table.includes('Board'))).toHaveLength(2);
});

test.each(Object.values(kinds))(
  'of changes to %s items, evaluate sees rows that came or changed, and nothing else',
  (kind) => {
    expect(passes('evaluate', 'INSERT', kind)).toBe(kind === kinds.row);
    expect(passes('evaluate', 'MODIFY', kind)).toBe(kind === kinds.row);
    expect(passes('evaluate', 'REMOVE', kind)).toBe(false);
  },
);

test.each(Object.values(kinds))('of changes to %s items, notify sees new notices, and nothing else', (kind) => {
  expect(passes('notify', 'INSERT', kind)).toBe(kind === kinds.notice);
  expect(passes('notify', 'MODIFY', kind)).toBe(false);
  expect(passes('notify', 'REMOVE', kind)).toBe(false);
});

test('no writer is led back to itself by what it writes', () => {
  // evaluate may write a notice for the first time; notify only changes one.
  const events = (name: string) => (name === 'notify' ? ['MODIFY'] : ['INSERT', 'MODIFY']);
  const wakes = (name: string) =>
    (['evaluate', 'notify'] as const).filter((reader) =>
      writes[name]?.some((kind) => events(name).some((event) => passes(reader, event, kinds[kind]))),
    );
  expect(wakes('fold')).toEqual(['evaluate']);
  expect(wakes('evaluate')).toEqual(['notify']);
  expect(wakes('notify')).toEqual([]);
});

test('the readers of the board give up what sweep makes good anyway', () => {
  for (const reader of Object.values(readers)) {
    expect(reader.MaximumRetryAttempts).toBeLessThanOrEqual(10);
    expect(reader.MaximumRecordAgeInSeconds).toBeLessThanOrEqual(3600);
  }
});

test('schedules tell their functions the time that they were meant for', () => {
  const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule');
  expect(schedules.map(({ path }) => path.split('/')[1])).toEqual(['Sweep', 'Rebuild']);
  for (const { properties } of schedules) {
    expect(properties.ScheduleExpression).toBe('rate(5 minutes)');
    expect(JSON.parse(properties.Target.Input)).toEqual({ time: '<aws.scheduler.scheduled-time>' });
  }
});
