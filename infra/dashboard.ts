/** The flow from left to right, and the alarms above it. */
import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type Alarms, period } from './alarms.ts';
import type { Config } from './config.ts';
import { counted, type Functions, iteratorAge } from './function-alarms.ts';
import type { WorkQueue } from './queue.ts';

interface DashboardProps {
  config: Config;
  alarms: Alarms;
  functions: Functions;
  queues: { ingest: WorkQueue; senders: WorkQueue; mailEvents: WorkQueue; arrivals: WorkQueue };
}

const graph = (title: string, ...left: IMetric[]): IWidget =>
  new GraphWidget({ title, left, width: 4, height: 6, leftYAxis: { min: 0 }, period });

export const addDashboard = (scope: Construct, { config, alarms, functions, queues }: DashboardProps): Dashboard => {
  const { fold, evaluate, outreach } = functions;
  const { ingest, senders, mailEvents, arrivals } = queues;
  const count = (name: Parameters<typeof counted>[1], ...by: Parameters<typeof counted>[2][]) =>
    counted(config.metricNamespace, name, ...by);
  const all = Object.values(functions);
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: `hoshin-${config.stage}`,
    defaultInterval: Duration.hours(3),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all, width: 24, height: 3 })],
      [
        graph(
          '1 Events accepted',
          count('eventsAccepted', 'receive', 'intake'),
          count('eventsRejected', 'receive', 'intake'),
        ),
        graph('2 Oldest message (s)', ingest.oldest, senders.oldest, mailEvents.oldest, arrivals.oldest),
        graph('3 Behind the records (ms)', iteratorAge(fold), iteratorAge(outreach)),
        graph('4 Alerts moved', count('alertsMoved', 'evaluate', 'sweep'), iteratorAge(evaluate)),
        graph(
          '5 Mails sent, delivered, failed',
          count('noticeSent', 'notify', 'sweep'),
          count('mailDelivered', 'track'),
          count('invitationsSent', 'outreach'),
          count('noticeFailed', 'notify', 'sweep', 'track'),
        ),
        graph('6 Dead letters', ingest.dead, senders.dead, mailEvents.dead, arrivals.dead),
      ],
      [
        wide('Errors', ...all.map(({ lambda, node }) => lambda.metricErrors({ period, label: node.id }))),
        wide('Calls', ...all.map(({ lambda, node }) => lambda.metricInvocations({ period, label: node.id }))),
        wide(
          'Duration, 95th percentile (ms)',
          ...all.map(({ lambda, node }) => lambda.metricDuration({ period, statistic: Stats.p(95), label: node.id })),
        ),
      ],
    ],
  });
};

const wide = (title: string, ...left: IMetric[]): IWidget =>
  new GraphWidget({ title, left, width: 8, height: 6, period });
