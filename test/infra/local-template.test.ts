/** The local stack's reading of templates, filters, replies and schedules: pure parts, with their edges. */
import { describe, expect, test } from 'vitest';
import { parseSchedule } from '../../infra/local/schedules/expression.ts';
import { compileFilters } from '../../infra/local/streams/filter.ts';
import { judgeReply } from '../../infra/local/streams/reply.ts';
import { createResolver } from '../../infra/local/template/resolve.ts';
import { selectResources } from '../../infra/local/template/resources.ts';
import type { Json, Template } from '../../infra/local/template/template.ts';

const resolverOf = (template: Partial<Template>) =>
  createResolver(
    { Resources: {}, ...template },
    { ref: (id) => `ref-${id}`, attribute: (id, name) => `${id}.${name}` },
    { region: 'eu-west-1', account: '000000000000', stackName: 'Test' },
  );

const dollar = (text: string) => text.replaceAll('@{', '${');

describe('template functions', () => {
  const template: Partial<Template> = {
    Parameters: { Version: { Type: 'String', Default: '6' } },
    Conditions: {
      Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
      Elsewhere: { 'Fn::Not': [{ Condition: 'Here' }] },
      Any: { 'Fn::Or': [{ Condition: 'Elsewhere' }, { 'Fn::And': [{ Condition: 'Here' }] }] },
    },
    Mappings: { Sizes: { small: { memory: 128 } } },
  };
  test.each<[Json, Json]>([
    [{ Ref: 'Queue' }, 'ref-Queue'],
    [{ Ref: 'Version' }, '6'],
    [{ Ref: 'AWS::AccountId' }, '000000000000'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue.Arn'],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, 'Queue.Arn'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'B' }]] }, 'a/ref-B'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [
      { 'Fn::Sub': dollar('@{Queue}/@{Queue.Arn}/@{AWS::Region}/@{!Literal}') },
      dollar('ref-Queue/Queue.Arn/eu-west-1/@{Literal}'),
    ],
    [{ 'Fn::Sub': [dollar('@{Own}'), { Own: { Ref: 'X' } }] }, 'ref-X'],
    [{ 'Fn::If': ['Here', 'yes', { 'Fn::Unknown': [] }] }, 'yes'],
    [{ 'Fn::If': ['Elsewhere', 'yes', 'no'] }, 'no'],
    [{ Condition: 'Any' }, true],
    [{ 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, 128],
    [{ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    [
      { Ref: 'X', other: 1 },
      { Ref: 'X', other: 1 },
    ],
  ])('%j is %j', (value, expected) => {
    expect(resolverOf(template)(value)).toEqual(expected);
  });

  test('one that is not known is refused', () => {
    expect(() => resolverOf({})({ 'Fn::ImportValue': 'x' })).toThrow('Fn::ImportValue');
  });
});

describe('resources', () => {
  const select = (Resources: Template['Resources']) => selectResources({ Resources }, () => false);

  test('a type that is neither emulated nor ignored by name is refused with its name', () => {
    expect(() =>
      select({ Domain: { Type: 'AWS::OpenSearchService::Domain' }, Key: { Type: 'AWS::KMS::Key' } }),
    ).toThrow(/Domain is of type AWS::OpenSearchService::Domain/);
  });

  test('so is a property that would make a difference', () => {
    expect(() => select({ Q: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } })).toThrow(/Q .*FifoQueue/);
  });

  test('what a condition leaves out is not looked at', () => {
    expect(select({ Bucket: { Type: 'AWS::S3::Bucket', Condition: 'Never' } })('AWS::S3::Bucket')).toEqual([]);
  });
});

describe('filters', () => {
  const passes = (pattern: object, event: object) =>
    compileFilters({ Filters: [{ Pattern: JSON.stringify(pattern) }] })(event);

  test.each<[object, object, boolean]>([
    [{ a: ['x', 'y'] }, { a: 'y' }, true],
    [{ a: ['x'] }, { a: 'z' }, false],
    [{ a: ['x'] }, {}, false],
    [{ a: [null] }, { a: null }, true],
    [{ a: { b: ['x'] } }, { a: { b: 'x', c: 1 } }, true],
    [{ a: ['x'], b: ['y'] }, { a: 'x', b: 'z' }, false],
    [{ a: ['x'] }, { a: ['w', 'x'] }, true],
    [{ a: [{ exists: true }] }, { a: 0 }, true],
    [{ a: [{ exists: true }] }, {}, false],
    [{ a: [{ exists: false }] }, {}, true],
    [{ a: { b: [{ exists: false }] } }, {}, true],
    [{ a: [{ prefix: 'ro' }] }, { a: 'row' }, true],
    [{ a: [{ suffix: 'ow' }] }, { a: 'rod' }, false],
    [{ a: [{ 'anything-but': ['x'] }] }, { a: 'y' }, true],
    [{ a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
    [{ a: [{ numeric: ['>', 1, '<=', 5] }] }, { a: 5 }, true],
    [{ a: [{ numeric: ['>', 1, '<=', 5] }] }, { a: 1 }, false],
  ])('%j on %j: %s', (pattern, event, expected) => {
    expect(passes(pattern, event)).toBe(expected);
  });

  test('several filters are alternatives', () => {
    const filters = { Filters: [{ Pattern: '{"a":["x"]}' }, { Pattern: '{"a":["y"]}' }] };
    expect(compileFilters(filters)({ a: 'y' })).toBe(true);
  });

  test.each([{ a: [{ wildcard: 'x*' }] }, { $or: [{ a: ['x'] }] }, { a: [{ prefix: 'x', suffix: 'y' }] }])(
    '%j is refused',
    (pattern) => {
      expect(() => passes(pattern, {})).toThrow('does not know');
    },
  );
});

describe('replies to a batch of stream records', () => {
  const judge = (reply: unknown, options = {}) =>
    judgeReply(
      { type: 'result', payload: JSON.stringify(reply) },
      { sequenceNumbers: ['10', '20', '30'], reportsFailures: true, windowed: false, ...options },
    );
  const failures = (...ids: unknown[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

  test.each([null, {}, 'done', { batchItemFailures: null }, { batchItemFailures: [] }])('%j is success', (reply) => {
    expect(judge(reply)).toMatchObject({ type: 'done' });
  });

  test.each<[unknown, number]>([
    [failures('30', '20'), 1],
    [failures('10'), 0],
    [failures('30', '99'), 0],
    [failures(''), 0],
    [failures(null), 0],
    [{ batchItemFailures: [{}] }, 0],
    [{ batchItemFailures: 'all' }, 0],
  ])('%j fails from index %i on', (reply, from) => {
    expect(judge(reply)).toMatchObject({ type: 'failed', from });
  });

  test('reported failures mean nothing to a mapping that does not ask for them', () => {
    expect(judge(failures('10'), { reportsFailures: false })).toMatchObject({ type: 'done' });
  });

  test('a window needs its state, also beside failures', () => {
    expect(judge({}, { windowed: true })).toMatchObject({ type: 'failed', from: 0 });
    expect(judge(null, { windowed: true })).toMatchObject({ type: 'failed', from: 0 });
    expect(judge({ state: { n: 1 } }, { windowed: true })).toEqual({ type: 'done', state: { n: 1 } });
    expect(judge({ state: { n: 1 }, ...failures('30') }, { windowed: true })).toMatchObject({
      from: 2,
      state: { n: 1 },
    });
  });
});

describe('schedules', () => {
  test.each([
    ['rate(5 minutes)', '2026-03-14T07:03:20Z', '2026-03-14T07:05:00Z'],
    ['rate(1 hour)', '2026-03-14T07:00:00Z', '2026-03-14T08:00:00Z'],
    ['cron(0/15 * * * ? *)', '2026-03-14T07:46:00Z', '2026-03-14T08:00:00Z'],
    ['cron(30 6 ? * MON-FRI *)', '2026-03-14T07:00:00Z', '2026-03-16T06:30:00Z'],
    ['cron(0 0 1 1,JUL ? *)', '2026-03-14T07:00:00Z', '2026-07-01T00:00:00Z'],
  ])('%s after %s fires at %s', (expression, after, expected) => {
    expect(parseSchedule(expression)(Date.parse(after))).toBe(Date.parse(expected));
  });

  test.each(['at(2026-01-01T00:00:00)', 'rate(5 weeks)', 'cron(0 0 L * ? *)', 'cron(0 0 * *)', 'cron(61 * * * ? *)'])(
    '%s is refused',
    (expression) => {
      expect(() => parseSchedule(expression)).toThrow("can't read");
    },
  );
});
