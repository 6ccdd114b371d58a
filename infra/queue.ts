/** A queue that a function reads, with the queue for what it can't deal with, and alarms on both. */
import { Duration } from 'aws-cdk-lib';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Alarms, period } from './alarms.ts';
import type { HoshinFunction } from './function.ts';

interface QueueProps {
  /** What its alarms' entries and its graphs are named after: `ingest`. */
  name: string;
  /** What the alarms mean for people: while there are dead letters, and while the oldest message has waited for long. */
  impact: { dead: string; old: string };
  consumerTimeout: Duration;
  alarms: Alarms;
}

export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  /** Seconds that the oldest message has waited. */
  readonly oldest: Metric;
  /** Dead letters that are there. */
  readonly dead: Metric;

  constructor(scope: Construct, id: string, { name, impact, consumerTimeout, alarms }: QueueProps) {
    super(scope, id);
    // Encrypted by SQS itself: SNS topics and other accounts can send without rights on a key of ours.
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    // A message's age counts from when it was first sent, so the dead letters must be kept longer than the queue's.
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      retentionPeriod: Duration.days(7),
      // Lambda asks for six times the consumer's timeout, or a slow batch comes back while it is being worked on.
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    this.oldest = this.queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM, label: name });
    this.dead = this.deadLetters.metricApproximateNumberOfMessagesVisible({
      period,
      statistic: Stats.MAXIMUM,
      label: name,
    });
    alarms.add({ entry: `${name}-dead-letters`, impact: impact.dead, metric: this.dead, atLeast: 1 });
    alarms.add({
      entry: `${name}-queue-old`,
      impact: impact.old,
      metric: this.oldest,
      atLeast: Duration.minutes(15).toSeconds(),
    });
  }

  /** At most `maxConcurrency` consumers at once, so that a burst leaves the rest of the account's to others. */
  feed(
    consumer: HoshinFunction<Record<string, string>>,
    { batchSize, maxConcurrency }: { batchSize: number; maxConcurrency: number },
  ): void {
    consumer.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.queue.queueArn);
    consumer.readFrom(this.node.id, {
      eventSourceArn: this.queue.queueArn,
      batchSize,
      maxBatchingWindow: Duration.seconds(1),
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }

  /** Lets topics and rules send; principals of this account need nothing but their own policy. */
  allowSending(senders: string[]): void {
    for (const sender of senders) {
      const service = sender.split(':')[2];
      this.queue.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
          actions: ['sqs:SendMessage'],
          resources: [this.queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': sender } },
        }),
      );
    }
  }
}
