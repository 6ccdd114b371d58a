/** Everything of one stage, in the order in which an event passes through it. */
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { ConfigurationSet, ConfigurationSetTlsPolicy, SuppressionReasons } from 'aws-cdk-lib/aws-ses';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { Env as EvaluateEnv } from '../functions/evaluate/env.ts';
import type { Env as FoldEnv } from '../functions/fold/env.ts';
import type { Env as NotifyEnv } from '../functions/notify/env.ts';
import type { Env as RebuildEnv } from '../functions/rebuild/env.ts';
import type { Env as ReceiveEnv } from '../functions/receive/env.ts';
import type { Env as StoreEnv } from '../functions/store/env.ts';
import type { Env as SweepEnv } from '../functions/sweep/env.ts';
import type { Config } from './config.ts';
import { HoshinFunction } from './function.ts';
import { IngestApi } from './ingest-api.ts';
import { StoredQueue } from './queue.ts';
import { callEvery } from './schedule.ts';
import { readStreams } from './streams.ts';
import { Tables } from './tables.ts';

export class HoshinStack extends Stack {
  constructor(scope: Construct, config: Config) {
    super(scope, `Hoshin-${config.stage}`, {
      description: 'Hoshin: KPIs against the targets that leadership set, escalated by mail',
      terminationProtection: config.production,
    });
    const parameters = `/hoshin/${config.stage}`;
    const sourcesPrefix = `${parameters}/sources/`;
    const storeTimeout = Duration.seconds(60);

    const tables = new Tables(this, config);
    const ingest = new StoredQueue(this, 'Ingest', storeTimeout);
    const senders = new StoredQueue(this, 'Senders', storeTimeout);
    const mail = new ConfigurationSet(this, 'Mail', {
      reputationMetrics: true,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });

    const receive = new HoshinFunction<z.input<typeof ReceiveEnv>>(this, {
      name: 'receive',
      config,
      timeout: Duration.seconds(20),
      environment: { INGEST_QUEUE_URL: ingest.queue.queueUrl, SOURCES_PREFIX: sourcesPrefix },
    });
    const store = new HoshinFunction<z.input<typeof StoreEnv>>(this, {
      name: 'store',
      config,
      timeout: storeTimeout,
      environment: {
        RECORDS_TABLE: tables.records.tableName,
        BOARD_TABLE: tables.board.tableName,
        SENDERS_QUEUE_ARN: senders.queue.queueArn,
        SOURCES_PREFIX: sourcesPrefix,
      },
    });
    const fold = new HoshinFunction<z.input<typeof FoldEnv>>(this, {
      name: 'fold',
      config,
      timeout: Duration.minutes(5),
      environment: { BOARD_TABLE: tables.board.tableName },
    });
    const evaluate = new HoshinFunction<z.input<typeof EvaluateEnv>>(this, {
      name: 'evaluate',
      config,
      timeout: Duration.minutes(2),
      environment: { BOARD_TABLE: tables.board.tableName, SETTLE_SECONDS: `${config.settleSeconds}` },
    });
    const notify = new HoshinFunction<z.input<typeof NotifyEnv>>(this, {
      name: 'notify',
      config,
      timeout: Duration.minutes(2),
      environment: {
        BOARD_TABLE: tables.board.tableName,
        MAIL_FROM: config.mailFrom,
        CONFIGURATION_SET: mail.configurationSetName,
      },
    });
    const sweep = new HoshinFunction<z.input<typeof SweepEnv>>(this, {
      name: 'sweep',
      config,
      timeout: Duration.minutes(4),
      environment: {
        BOARD_TABLE: tables.board.tableName,
        SETTLE_SECONDS: `${config.settleSeconds}`,
        MAIL_FROM: config.mailFrom,
        CONFIGURATION_SET: mail.configurationSetName,
      },
    });
    const rebuild = new HoshinFunction<z.input<typeof RebuildEnv>>(this, {
      name: 'rebuild',
      config,
      timeout: Duration.minutes(15),
      environment: {
        RECORDS_TABLE: tables.records.tableName,
        BOARD_TABLE: tables.board.tableName,
        GRACE_SECONDS: `${config.graceSeconds}`,
      },
    });

    const api = new IngestApi(this, config, receive);
    ingest.feed({ consumer: store, maxConcurrency: 20 });
    senders.feed({ consumer: store, maxConcurrency: 5 });
    readStreams(tables, { fold, evaluate, notify });
    callEvery(Duration.minutes(5), sweep, 'Silence, ladders, rolling windows, the outbox');
    callEvery(Duration.minutes(5), rebuild, 'Carries on with a rebuild that is under way');

    tables.allow(store, 'records', 'GetItem', 'UpdateItem');
    tables.allow(store, 'board', 'Query', 'PutItem', 'UpdateItem');

    const functions = { receive, store, fold, evaluate, notify, sweep, rebuild };
    new StringParameter(this, 'Parameter', {
      parameterName: `${parameters}/stack`,
      description: 'Where the hoshin command finds this stack',
      stringValue: this.toJsonString({
        stage: config.stage,
        region: this.region,
        recordsTable: tables.records.tableName,
        boardTable: tables.board.tableName,
        ingestUrl: api.url,
        ingestQueueUrl: ingest.queue.queueUrl,
        ingestDlqUrl: ingest.deadLetters.queueUrl,
        sendersQueueUrl: senders.queue.queueUrl,
        sendersDlqUrl: senders.deadLetters.queueUrl,
        key: tables.key.keyArn,
        functions: Object.fromEntries(
          Object.entries(functions).map(([name, { lambda }]) => [name, lambda.functionName]),
        ),
      }),
    });
    new CfnOutput(this, 'WebhookAddress', { value: `${api.url}{source}` });
    new CfnOutput(this, 'RecordsTable', { value: tables.records.tableName });
    new CfnOutput(this, 'BoardTable', { value: tables.board.tableName });
  }
}
