/** How mails leave: the SES configuration set, who may send with it as whom, and what SES tells of each mail. */
import { Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type Alarms, period } from './alarms.ts';
import type { Config } from './config.ts';
import type { HoshinFunction } from './function.ts';
import { WorkQueue } from './queue.ts';
import { timeouts } from './timeouts.ts';

export class Mail extends Construct {
  readonly from: string;
  readonly configurationSet: ConfigurationSet;
  /** What became of the mails that were sent, in SES's words. */
  readonly events: WorkQueue;

  constructor(scope: Construct, config: Config, alarms: Alarms) {
    super(scope, 'Mail');
    this.from = config.mailFrom;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.events = new WorkQueue(this, 'Events', {
      name: 'mail-events',
      impact: {
        dead: 'Nobody learns that a mail bounced, and the next person is not told; lost after 14 days.',
        old: 'What became of mails is known 15 minutes late: so is the next person whom a bounce concerns.',
      },
      consumerTimeout: timeouts.track,
      alarms,
    });
    this.publishEvents();
    alarms.add({
      entry: 'mails-bounce',
      impact: 'Alert mails do not arrive, and SES may stop sending for the whole account.',
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: 'Reputation.BounceRate',
        dimensionsMap: { 'ses:configuration-set': this.configurationSet.configurationSetName },
        statistic: Stats.MAXIMUM,
        period,
      }),
      atLeast: 0.05,
    });
  }

  /** Only SES may publish, for this configuration set; only the queue is subscribed, to the events as SES writes them. */
  private publishEvents(): void {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    this.configurationSet.addEventDestination('Destination', {
      destination: EventDestination.snsTopic(topic),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.RENDERING_FAILURE,
      ],
    });
    topic.addSubscription(new SqsSubscription(this.events.queue, { rawMessageDelivery: true }));
  }

  /**
   * SES checks the identity (the address or its domain, whichever is verified) and the configuration set. A domain's
   * identity alone would let a function write as anybody in the company.
   */
  allowSending(sender: HoshinFunction<Record<string, string>>): void {
    const stack = Stack.of(this);
    const arn = (resource: string, resourceName: string) => stack.formatArn({ service: 'ses', resource, resourceName });
    const at = this.from.lastIndexOf('@') + 1;
    const domain = this.from.slice(at);
    sender.allowWhere(
      // The comparison minds the case, and mails have their domain in lower case.
      { 'ses:FromAddress': this.from.slice(0, at) + domain.toLowerCase() },
      ['ses:SendRawEmail'],
      arn('identity', this.from),
      arn('identity', domain),
      arn('configuration-set', this.configurationSet.configurationSetName),
    );
  }
}
