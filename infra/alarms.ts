/** Alarms for the people who run the platform. Each says what it means for others, and where to read what to do. */
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Config } from './config.ts';

/** The resolution of every alarm and of the dashboard. */
export const period = Duration.minutes(5);

interface AlarmProps {
  /** The alarm's name and the anchor of its entry in docs/runbook.md: `ingest-dead-letters`. */
  entry: string;
  /** What it means for people while it lasts. */
  impact: string;
  metric: IMetric;
  /** The alarm goes off at this value and above. */
  atLeast: number;
  /** In so many of the last `of` periods. */
  times?: { datapoints: number; of: number };
  /** No data is bad news too. */
  silenceIsBad?: boolean;
}

export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: Alarm[] = [];
  private readonly config: Config;

  constructor(scope: Construct, config: Config) {
    super(scope, 'Alarms');
    this.config = config;
    this.topic = new Topic(this, 'Topic', { displayName: `Hoshin ${config.stage} alarms`, enforceSSL: true });
    const stack = Stack.of(this);
    // A topic with a policy of its own no longer lets the account's alarms publish by default.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: {
            'aws:SourceArn': stack.formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: this.nameOf('*'),
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    if (config.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(config.alarmEmail));
  }

  add({ entry, impact, metric, atLeast, times = { datapoints: 1, of: 1 }, silenceIsBad = false }: AlarmProps): Alarm {
    const alarm = new Alarm(this, entry, {
      alarmName: this.nameOf(entry),
      alarmDescription: `${impact} What to do: ${this.config.repository}/docs/runbook.md#${entry}`,
      metric,
      threshold: atLeast,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: times.of,
      datapointsToAlarm: times.datapoints,
      treatMissingData: silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    this.all.push(alarm);
    return alarm;
  }

  private nameOf(entry: string): string {
    return `hoshin-${this.config.stage}-${entry}`;
  }
}
