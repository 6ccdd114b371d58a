/** Everything of one stage, in the order in which an event passes through it. */
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { schedules } from '../shared/core/audit/stations.ts';
import { Alarms } from './alarms.ts';
import { Api } from './api.ts';
import { addAuditAlarms } from './audit-alarms.ts';
import type { Config } from './config.ts';
import { addDashboard } from './dashboard.ts';
import { Drop } from './drop.ts';
import { makeEntrances } from './entrances.ts';
import { addFunctionAlarms } from './function-alarms.ts';
import { makeFunctions } from './functions.ts';
import { Links } from './links.ts';
import { Mail } from './mail.ts';
import { PersonKey } from './person-key.ts';
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

    const alarms = new Alarms(this, config);
    const tables = new Tables(this, config);
    const { ingest, senders, feed } = makeEntrances(this, alarms);
    senders.allowSending(config.senders);
    const mail = new Mail(this, config, alarms);
    const drop = new Drop(this, config, alarms);

    const api = new Api(this, { config, alarms });
    const links = new Links(config.stage, tables, api);
    const personKey = new PersonKey(config.stage, tables);

    const functions = makeFunctions(this, {
      config,
      tables,
      mail,
      links,
      personKey,
      ingest,
      senders,
      drop,
      sourcesPrefix,
    });
    const { receive, store, fold, evaluate, notify, sweep, rebuild, track, decisions, audit, digest } = functions;

    api.addWebhook(receive);
    api.addPages(decisions);
    api.addSurveys(functions.surveys);
    api.addComplaints(functions.complaints);
    for (const sender of [receive, functions.intake, functions.outreach, functions.surveys, functions.complaints])
      sender.allow(['sqs:SendMessage'], ingest.queue.queueArn);
    feed(store);
    mail.events.feed(track, { batchSize: 10, maxConcurrency: 5 });
    drop.feed(functions.intake);
    readStreams(tables, functions);
    callEvery(Duration.minutes(schedules.sweep.every), sweep, 'Silence, ladders, rolling windows, the outbox');
    callEvery(Duration.minutes(schedules.rebuild.every), rebuild, 'Carries on with a rebuild that is under way');
    callEvery(Duration.minutes(schedules.digest.every), digest, 'Weekly and monthly digests that fell due');
    callEvery(
      Duration.minutes(schedules.outreach.every),
      functions.outreach,
      'Invitations and reminders that fell due',
    );
    callEvery(Duration.minutes(schedules.retain.every), functions.retain, 'Strips what the policy keeps no longer');
    callEvery(Duration.minutes(schedules.audit.every), audit, 'Watches the pipeline itself');
    for (const reader of [receive, store, functions.intake, functions.complaints])
      allowSources(reader, tables, sourcesPrefix);
    for (const sender of [notify, sweep]) {
      mail.allowSending(sender);
      links.allowMaking(sender);
    }
    links.allowReading(decisions);
    links.allowMaking(functions.surveys);
    links.allowMaking(functions.complaints);
    personKey.allowReading(store);
    tables.allow(store, { records: ['UpdateItem'], board: ['Query', 'PutItem', 'UpdateItem'] });
    tables.allow(fold, { board: ['Query', 'PutItem', 'UpdateItem'] });
    tables.allow(evaluate, { board: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] });
    tables.allow(notify, { records: ['GetItem'], board: ['GetItem', 'Query', 'UpdateItem'] });
    tables.allow(sweep, { records: ['GetItem'], board: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] });
    tables.allow(rebuild, {
      records: ['Scan', 'UpdateItem'],
      board: ['Scan', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
    tables.allow(track, { board: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] });
    tables.allow(decisions, { board: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] });
    tables.allow(functions.retain, {
      records: ['Scan', 'UpdateItem'],
      board: ['GetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
    tables.allow(audit, { records: ['PutItem'], board: ['GetItem', 'Query', 'PutItem'] });
    tables.allow(digest, { records: ['GetItem'], board: ['GetItem', 'Query', 'PutItem'] });
    tables.allow(functions.intake, { board: ['Query', 'PutItem'] });
    tables.allow(functions.surveys, { board: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] });
    tables.allow(functions.complaints, { board: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] });
    personKey.allowMaking(functions.outreach);
    tables.allow(functions.outreach, {
      records: ['GetItem'],
      board: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    });
    addFunctionAlarms(alarms, functions, config.metricNamespace);
    addAuditAlarms(alarms, config.metricNamespace);
    addDashboard(this, {
      config,
      alarms,
      functions,
      queues: { ingest, senders, mailEvents: mail.events, arrivals: drop.arrivals },
    });

    new StringParameter(this, 'Parameter', {
      parameterName: `${parameters}/stack`,
      description: 'Where the hoshin command finds this stack',
      stringValue: this.toJsonString({
        stage: config.stage,
        region: this.region,
        recordsTable: tables.records.tableName,
        boardTable: tables.board.tableName,
        ingestUrl: api.ingestUrl,
        ingestQueueUrl: ingest.queue.queueUrl,
        ingestDlqUrl: ingest.deadLetters.queueUrl,
        sendersQueueUrl: senders.queue.queueUrl,
        sendersDlqUrl: senders.deadLetters.queueUrl,
        mailEventsQueueUrl: mail.events.queue.queueUrl,
        mailEventsDlqUrl: mail.events.deadLetters.queueUrl,
        dropBucket: drop.bucket.bucketName,
        dropQueueUrl: drop.arrivals.queue.queueUrl,
        dropDlqUrl: drop.arrivals.deadLetters.queueUrl,
        key: tables.key.keyArn,
        graceSeconds: config.graceSeconds,
        functions: Object.fromEntries(
          Object.entries(functions).map(([name, { lambda }]) => [name, lambda.functionName]),
        ),
      }),
    });
    new CfnOutput(this, 'WebhookAddress', { value: `${api.ingestUrl}{source}` });
    new CfnOutput(this, 'DropAddress', { value: `s3://${drop.bucket.bucketName}/incoming/{source}/` });
    new CfnOutput(this, 'RecordsTable', { value: tables.records.tableName });
    new CfnOutput(this, 'BoardTable', { value: tables.board.tableName });
  }
}
