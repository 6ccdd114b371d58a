/** The webhook: one route, throttled, with access logs that hold nothing personal. */
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Alarms, period } from './alarms.ts';
import type { Config } from './config.ts';
import type { HoshinFunction } from './function.ts';

/** No address of the caller, no user agent, no path: the route stands for it. */
const accessLog = {
  time: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  error: '$context.error.message',
};

interface IngestApiProps {
  config: Config;
  alarms: Alarms;
  receive: HoshinFunction<Record<string, string>>;
}

export class IngestApi extends Construct {
  readonly api: HttpApi;
  /** Where senders post, without the source's id. */
  readonly url: string;

  constructor(scope: Construct, { config, alarms, receive }: IngestApiProps) {
    super(scope, 'IngestApi');
    this.api = new HttpApi(this, 'Api', {
      apiName: `hoshin-${config.stage}`,
      description: `Hoshin ${config.stage}: signed webhooks`,
      createDefaultStage: false,
    });
    const [route] = this.api.addRoutes({
      path: '/v1/ingest/{source}',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('Receive', receive.lambda),
    });
    if (route !== undefined) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'Senders sign each request (Standard Webhooks) over its raw bytes, which no authorizer is shown.',
      });
    }
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/hoshin/${config.stage}/access`,
      retention: config.production ? RetentionDays.THREE_MONTHS : RetentionDays.TWO_WEEKS,
      removalPolicy: config.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // The construct must not be called Default: it would take the logical id of the API's own.
    new HttpStage(this, 'Live', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: config.requestsPerSecond, burstLimit: config.requestBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    alarms.add({
      entry: 'receive-failing',
      impact: 'Senders are told to try again later; events of those that do not are lost to every KPI.',
      metric: this.api.metricServerError({ period, statistic: Stats.SUM }),
      atLeast: 3,
    });
    this.url = `${this.api.apiEndpoint}/v1/ingest/`;
  }
}
