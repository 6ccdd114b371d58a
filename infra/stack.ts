/** Everything of one stage, in the order in which an event passes through it. */
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
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
import { Alarms } from './alarms.ts';
import type { Config } from './config.ts';
import { addDashboard } from './dashboard.ts';
import { HoshinFunction } from './function.ts';
import { addFunctionAlarms } from './function-alarms.ts';
import { IngestApi } from './ingest-api.ts';
import { Mail } from './mail.ts';
import { StoredQueue } from './queue.ts';
import { callEvery } from './schedule.ts';
import { allowSources } from './sources.ts';
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

    const alarms = new Alarms(this, config);
    const tables = new Tables(this, config);
    const ingest = new StoredQueue(this, 'Ingest', { holds: 'Accepted events', consumerTimeout: storeTimeout, alarms });
    const senders = new StoredQueue(this, 'Senders', {
      holds: "Senders' messages",
      consumerTimeout: storeTimeout,
      alarms,
    });
    senders.allowSending(config.senders);
    const mail = new Mail(this, config, alarms);

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
        CONFIGURATION_SET: mail.configurationSet.configurationSetName,
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
        CONFIGURATION_SET: mail.configurationSet.configurationSetName,
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

    const functions = { receive, store, fold, evaluate, notify, sweep, rebuild };

    const api = new IngestApi(this, { config, alarms, receive });
    receive.allow(['sqs:SendMessage'], ingest.queue.queueArn);
    ingest.feed(store, 20);
    senders.feed(store, 5);
    readStreams(tables, functions);
    callEvery(Duration.minutes(5), sweep, 'Silence, ladders, rolling windows, the outbox');
    callEvery(Duration.minutes(5), rebuild, 'Carries on with a rebuild that is under way');
    for (const reader of [receive, store]) allowSources(reader, tables, sourcesPrefix);
    for (const sender of [notify, sweep]) mail.allowSending(sender);
    tables.allow(store, { records: ['UpdateItem'], board: ['Query', 'PutItem', 'UpdateItem'] });
    tables.allow(fold, { board: ['Query', 'PutItem', 'UpdateItem'] });
    tables.allow(evaluate, { board: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] });
    tables.allow(notify, { board: ['GetItem', 'UpdateItem'] });
    tables.allow(sweep, { board: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] });
    tables.allow(rebuild, {
      records: ['Scan', 'UpdateItem'],
      board: ['Scan', 'Query', 'PutItem', 'UpdateItem'],
    });
    addFunctionAlarms(alarms, functions, config.metricNamespace);
    addDashboard(this, { config, alarms, functions, queues: { ingest, senders } });

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
