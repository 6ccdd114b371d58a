/** The HTTP entrance: the webhook and the pages behind links, each throttled, with access logs that hold nothing personal. */
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Alarms, period } from './alarms.ts';
import type { Config } from './config.ts';
import type { HoshinFunction } from './function.ts';

/** No address of the caller, no user agent, no path, which may hold a token: the route stands for it. */
const accessLog = {
  time: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  error: '$context.error.message',
};

/**
 * Pages are for people: few a second, so that a flood of them leaves the account's other functions alone. In the
 * template's own spelling: CDK takes it as it is.
 */
const pagesThrottle = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };
const pageMethods = [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.OPTIONS];

const signedReason = 'Senders sign each request over its raw bytes, which no authorizer is shown.';
const linkReason = 'The link itself is the permission: its token is signed, expires, and is good for one page.';

type AnyFunction = HoshinFunction<Record<string, string>>;

export class Api extends Construct {
  readonly api: HttpApi;
  /** Where senders post, without the source's id. */
  readonly ingestUrl: string;
  /** What addresses of pages begin with. */
  readonly pagesUrl: string;
  private readonly stage: HttpStage;
  /** Of routes of pages, by their keys. */
  private readonly throttled: Record<string, typeof pagesThrottle> = {};

  constructor(scope: Construct, { config, alarms }: { config: Config; alarms: Alarms }) {
    // The id is older than the pages. With another one, stacks that are deployed would get another address.
    super(scope, 'IngestApi');
    this.api = new HttpApi(this, 'Api', {
      apiName: `hoshin-${config.stage}`,
      description: `Hoshin ${config.stage}: signed webhooks, and the pages behind links in mails`,
      createDefaultStage: false,
    });
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/hoshin/${config.stage}/access`,
      retention: config.production ? RetentionDays.THREE_MONTHS : RetentionDays.TWO_WEEKS,
      removalPolicy: config.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // The construct must not be called Default: it would take the logical id of the API's own.
    this.stage = new HttpStage(this, 'Live', {
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
      impact:
        'Senders are told to try again later: events of those that do not are lost. Links in mails may open no page.',
      metric: this.api.metricServerError({ period, statistic: Stats.SUM }),
      atLeast: 3,
    });
    this.ingestUrl = `${this.api.apiEndpoint}/v1/ingest/`;
    this.pagesUrl = `${this.api.apiEndpoint}/v1/`;
  }

  addWebhook(receive: AnyFunction): void {
    this.route(
      '/v1/ingest/{source}',
      // SurveyMonkey asks with HEAD whether there is anybody before it sends.
      [HttpMethod.POST, HttpMethod.HEAD],
      new HttpLambdaIntegration('Receive', receive.lambda),
      signedReason,
    );
  }

  /** The pages behind links for the company's people. */
  addPages(decisions: AnyFunction): void {
    this.pages('Decisions', decisions, {
      paths: ['decide/{token}', 'act/{token}', 'unsubscribe/{token}'],
      reason: linkReason,
    });
  }

  /** What customers see of surveys. */
  addSurveys(surveys: AnyFunction): void {
    this.pages('Surveys', surveys, { paths: ['survey/{token}', 'stop/{token}'], reason: linkReason });
    this.pages('OpenSurveys', surveys, {
      paths: ['open/{survey}'],
      reason: 'Anybody may answer an open survey; its form carries a signed token that is good for one answer.',
    });
  }

  /** The form that anybody may complain with, and the API for systems. */
  addComplaints(complaints: AnyFunction): void {
    this.pages('Complaint', complaints, {
      paths: ['complaint'],
      reason: 'Anybody may complain; the form carries a signed token that is good for one complaint.',
    });
    this.route(
      '/v1/complaints/{source}',
      [HttpMethod.POST],
      new HttpLambdaIntegration('Complaints', complaints.lambda),
      signedReason,
    );
  }

  /** Everything but POST only reads: mail scanners follow links. Each route is throttled by itself. */
  private pages(id: string, shownBy: AnyFunction, { paths, reason }: { paths: string[]; reason: string }): void {
    const integration = new HttpLambdaIntegration(id, shownBy.lambda);
    const routes = paths.flatMap((path) => this.route(`/v1/${path}`, pageMethods, integration, reason));
    for (const { key } of routes) this.throttled[key] = pagesThrottle;
    const stage = this.stage.node.defaultChild as CfnStage;
    stage.routeSettings = this.throttled;
    // API Gateway refuses settings of routes that are not there yet.
    for (const { route } of routes) stage.node.addDependency(route);
  }

  private route(path: string, methods: HttpMethod[], integration: HttpLambdaIntegration, reason: string) {
    const routes: HttpRoute[] = this.api.addRoutes({ path, methods, integration });
    return routes.map((route, at) => {
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
      return { route, key: `${methods[at]} ${path}` };
    });
  }
}
