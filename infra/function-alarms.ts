/** What can go wrong with the functions, in the order of the flow. */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { metricNames } from '../shared/runtime/metric-names.ts';
import { type Alarms, period } from './alarms.ts';
import type { FunctionName, HoshinFunction } from './function.ts';

export type Functions = Record<FunctionName, HoshinFunction<Record<string, string>>>;

/** How far behind its stream a reader is, in milliseconds. */
export const iteratorAge = ({ lambda, node }: HoshinFunction<Record<string, string>>): Metric =>
  lambda.metric('IteratorAge', { statistic: Stats.MAXIMUM, period, label: `${node.id} behind` });

/** A count that functions emit themselves; Powertools adds the function's name as the only dimension. */
export const counted = (namespace: string, name: keyof typeof metricNames, ...by: FunctionName[]): IMetric => {
  const metrics = by.map(
    (service) =>
      new Metric({
        namespace,
        metricName: metricNames[name],
        dimensionsMap: { service },
        statistic: Stats.SUM,
        period,
        label: `${metricNames[name]} (${service})`,
      }),
  );
  const [only] = metrics;
  if (metrics.length === 1 && only !== undefined) return only;
  // Ids are shared by all metrics of a graph.
  const ids = by.map((service) => `${name}_${service}`);
  return new MathExpression({
    expression: ids.map((id) => `FILL(${id},0)`).join('+'),
    usingMetrics: Object.fromEntries(metrics.map((metric, at) => [ids[at], metric])),
    period,
    label: metricNames[name],
  });
};

const errorImpacts: Record<Exclude<FunctionName, 'receive'>, string> = {
  store: 'Accepted events are not stored: they wait on the queue and are tried again, up to five times.',
  fold: 'KPIs stand still: readings and mails show old figures until folding goes on.',
  evaluate: 'A missed target may be told late: up to one sweep (five minutes) later.',
  notify: 'Mails may be late: what is owed stays in the outbox, and sweep sends it.',
  sweep: 'Dead feeds, ladders that climb, and unsent mails are not looked after.',
  track: 'Nobody learns that a mail bounced: events of SES wait on their queue and are tried again, up to five times.',
  decisions: 'Links in mails open no page: nobody can acknowledge, assign or accept, and ladders climb on.',
  audit: 'Nobody watches the pipeline itself: lost mails and stopped schedules go unnoticed.',
  digest: 'Weekly and monthly digests do not come: what is twelve hours late is left to the next one.',
  intake: 'Files that were dropped are not read: they wait on their queue and are tried again, up to five times.',
  outreach: 'Customers are not invited to surveys, and owners do not hear of severe complaints: both wait.',
  complaints: 'Customers cannot complain by the form, and systems not by the API: senders that try again lose nothing.',
  surveys: 'Customers cannot answer surveys or end their invitations: what they wrote stays with them.',
  retain: 'Personal fields stay longer than the policy says: nothing is stripped until it goes on.',
  rebuild: 'A rebuild stands still: readings stay on the old policy until it goes on.',
};

export const addFunctionAlarms = (alarms: Alarms, functions: Functions, namespace: string): void => {
  const { fold, evaluate, notify, sweep } = functions;
  for (const name of Object.keys(errorImpacts) as (keyof typeof errorImpacts)[]) {
    alarms.add({
      entry: `${name}-errors`,
      impact: errorImpacts[name],
      metric: functions[name].lambda.metricErrors({ period }),
      atLeast: 1,
      // These are called every quarter of an hour only: two calls in a row.
      times: name === 'digest' || name === 'retain' ? { datapoints: 2, of: 6 } : { datapoints: 2, of: 3 },
    });
  }
  const hours = (count: number) => Duration.hours(count).toMilliseconds();
  alarms.add({
    entry: 'fold-behind',
    impact: 'Readings are an hour old: a missed target is told an hour late.',
    metric: iteratorAge(fold),
    atLeast: hours(1),
  });
  alarms.add({
    entry: 'fold-far-behind',
    impact: 'Readings are six hours old. At 24 hours stream records are lost and the counts are wrong until a rebuild.',
    metric: iteratorAge(fold),
    atLeast: hours(6),
  });
  alarms.add({
    entry: 'fold-gap',
    impact: 'A change was never counted: some KPIs are wrong until a rebuild.',
    metric: counted(namespace, 'foldGap', 'fold'),
    atLeast: 1,
  });
  alarms.add({
    entry: 'fold-set-aside',
    impact: 'Records were put aside uncounted: some KPIs leave them out.',
    metric: counted(namespace, 'recordsSetAside', 'fold'),
    atLeast: 1,
  });
  alarms.add({
    entry: 'outreach-given-up',
    impact:
      'A customer was not invited to a survey, or an owner not told of a severe complaint, and nobody tries again.',
    metric: counted(namespace, 'outreachGivenUp', 'outreach'),
    atLeast: 1,
  });
  alarms.add({
    entry: 'evaluate-behind',
    impact: 'Targets are judged on rows that are fifteen minutes old; sweep still judges every five minutes.',
    metric: iteratorAge(evaluate),
    atLeast: hours(0.25),
  });
  alarms.add({
    entry: 'notify-behind',
    impact: 'Mails about missed targets go out fifteen minutes late or more.',
    metric: iteratorAge(notify),
    atLeast: hours(0.25),
  });
  alarms.add({
    entry: 'notices-failed',
    impact: 'Somebody who should know that a target is missed may not have been told.',
    metric: counted(namespace, 'noticeFailed', 'notify', 'sweep', 'track'),
    atLeast: 1,
  });
  alarms.add({
    entry: 'objectives-failed',
    impact: 'Nobody is told whether an objective is met: it cannot be judged.',
    metric: counted(namespace, 'objectiveFailed', 'evaluate', 'sweep'),
    atLeast: 1,
    // Sweep judges again within five minutes: once may be chance.
    times: { datapoints: 2, of: 3 },
  });
  alarms.add({
    entry: 'people-unknown',
    impact: 'Nobody is told that a target is missed, or that a complaint is severe: whom to tell is not configured.',
    metric: counted(namespace, 'peopleUnknown', 'evaluate', 'sweep', 'outreach'),
    atLeast: 1,
  });
  alarms.add({
    entry: 'sweep-stopped',
    impact: 'Nobody notices a dead feed, climbs a ladder or sends again what failed.',
    metric: new MathExpression({
      expression: 'IF(FILL(calls,0)<1,1,0)',
      usingMetrics: { calls: sweep.lambda.metricInvocations({ period }) },
      period,
      label: 'no sweep',
    }),
    atLeast: 1,
    times: { datapoints: 3, of: 3 },
    silenceIsBad: true,
  });
};
