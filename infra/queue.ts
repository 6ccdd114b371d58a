/** A queue that the store function reads, with the queue for what it can't store. */
import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { HoshinFunction } from './function.ts';

interface QueueProps {
  consumer: HoshinFunction<Record<string, string>>;
  /** How many consumers at once: what is left of an account's concurrency must suffice for the rest. */
  maxConcurrency: number;
}

export class StoredQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, consumerTimeout: Duration) {
    super(scope, id);
    // Encrypted by SQS itself: SNS topics and other accounts can send without rights on a key of ours.
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    // A message's age counts from when it was first sent, so the dead letters must be kept longer than the queue's.
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      retentionPeriod: Duration.days(7),
      // Lambda asks for six times the consumer's timeout, or a slow batch comes back while it is being stored.
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
  }

  feed({ consumer, maxConcurrency }: QueueProps): void {
    consumer.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.queue.queueArn);
    consumer.readFrom(this.node.id, {
      eventSourceArn: this.queue.queueArn,
      batchSize: 10,
      maxBatchingWindow: Duration.seconds(1),
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
