import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { production, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize(production);
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);
const runbook = readFileSync('docs/runbook.md', 'utf8');
const headings = [...runbook.matchAll(/^### ([a-z-]+)$/gm)].map(([, name]) => name);

test.each(alarms)('$AlarmName says what it means for people and leads to its entry in the runbook', (alarm) => {
  const [impact, link] = alarm.AlarmDescription.split(' What to do: ');
  expect(impact.length).toBeGreaterThan(40);
  expect(impact).toMatch(/^[A-Z].*\.$/);
  const [page, anchor] = link.split('#');
  expect(page).toMatch(/^https:.*\/docs\/runbook\.md$/);
  expect(alarm.AlarmName).toBe(`hoshin-production-${anchor}`);
  expect(headings).toContain(anchor);
});

test('the runbook has an entry for every alarm and none for alarms that are gone', () => {
  expect(headings.sort()).toEqual(alarms.map(({ AlarmName: name }) => name.replace('hoshin-production-', '')).sort());
});

test('every alarm and its end go to one topic, which CloudWatch may publish to and people are subscribed to', () => {
  const [topic] = resourcesOf(template, 'AWS::SNS::Topic');
  for (const alarm of alarms) {
    expect(alarm.AlarmActions).toEqual([{ Ref: topic?.id }]);
    expect(alarm.OKActions).toEqual([{ Ref: topic?.id }]);
  }
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@company.example' });
  const [policy] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
  expect(policy?.properties.PolicyDocument.Statement).toContainEqual(
    expect.objectContaining({
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
    }),
  );
});

test('fold has an alarm at one hour and at six, long before its stream forgets at twenty-four', () => {
  const thresholds = alarms
    .filter((alarm) => alarm.AlarmName.includes('fold') && JSON.stringify(alarm).includes('"MetricName":"IteratorAge"'))
    .map(({ Threshold: threshold }) => threshold);
  expect(thresholds).toEqual([3_600_000, 6 * 3_600_000]);
});

test('metrics of two stages in one account are told apart', () => {
  const namespaces = (stage: string) => {
    const text = JSON.stringify(resourcesOf(synthesize({ ...production, stage }), 'AWS::CloudWatch::Alarm'));
    return new Set([...text.matchAll(/"Namespace":"(Hoshin[^"]*)"/g)].map(([, name]) => name));
  };
  expect([...namespaces('production')]).toEqual(['Hoshin/production']);
  expect([...namespaces('trial')]).toEqual(['Hoshin/trial']);
});
