/** How mails leave: the SES configuration set, and who may send with it as whom. */
import { Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ConfigurationSet, ConfigurationSetTlsPolicy, SuppressionReasons } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type Alarms, period } from './alarms.ts';
import type { Config } from './config.ts';
import type { HoshinFunction } from './function.ts';

export class Mail extends Construct {
  readonly from: string;
  readonly configurationSet: ConfigurationSet;

  constructor(scope: Construct, config: Config, alarms: Alarms) {
    super(scope, 'Mail');
    this.from = config.mailFrom;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
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

  /** SES checks the identity (the address or its domain, whichever is verified) and the configuration set. */
  allowSending(sender: HoshinFunction<Record<string, string>>): void {
    const stack = Stack.of(this);
    const arn = (resource: string, resourceName: string) => stack.formatArn({ service: 'ses', resource, resourceName });
    const domain = this.from.slice(this.from.lastIndexOf('@') + 1);
    sender.allow(
      ['ses:SendRawEmail'],
      arn('identity', this.from),
      arn('identity', domain),
      arn('configuration-set', this.configurationSet.configurationSetName),
    );
  }
}
