/** The functions: what each is told, and how long it may take. What they may do stands in stack.ts. */
import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { Env as AuditEnv } from '../functions/audit/env.ts';
import type { Env as ComplaintsEnv } from '../functions/complaints/env.ts';
import type { Env as DecisionsEnv } from '../functions/decisions/env.ts';
import type { Env as DigestEnv } from '../functions/digest/env.ts';
import type { Env as EvaluateEnv } from '../functions/evaluate/env.ts';
import type { Env as FoldEnv } from '../functions/fold/env.ts';
import type { Env as IntakeEnv } from '../functions/intake/env.ts';
import type { Env as NotifyEnv } from '../functions/notify/env.ts';
import type { Env as OutreachEnv } from '../functions/outreach/env.ts';
import type { Env as RebuildEnv } from '../functions/rebuild/env.ts';
import type { Env as ReceiveEnv } from '../functions/receive/env.ts';
import type { Env as RetainEnv } from '../functions/retain/env.ts';
import type { Env as StoreEnv } from '../functions/store/env.ts';
import type { Env as SurveysEnv } from '../functions/surveys/env.ts';
import type { Env as SweepEnv } from '../functions/sweep/env.ts';
import type { Env as TrackEnv } from '../functions/track/env.ts';
import type { Config } from './config.ts';
import type { Drop } from './drop.ts';
import { HoshinFunction } from './function.ts';
import type { Links } from './links.ts';
import type { Mail } from './mail.ts';
import type { PersonKey } from './person-key.ts';
import type { WorkQueue } from './queue.ts';
import type { Tables } from './tables.ts';
import { timeouts } from './timeouts.ts';

interface Surroundings {
  config: Config;
  tables: Tables;
  mail: Mail;
  links: Links;
  personKey: PersonKey;
  ingest: WorkQueue;
  senders: WorkQueue;
  drop: Drop;
  /** Under which parameters the sources' secrets are. */
  sourcesPrefix: string;
}

export const makeFunctions = (scope: Construct, surroundings: Surroundings) => {
  const { config, tables, mail, links, personKey, ingest, senders, drop, sourcesPrefix } = surroundings;
  const receive = new HoshinFunction<z.input<typeof ReceiveEnv>>(scope, {
    name: 'receive',
    config,
    timeout: Duration.seconds(20),
    environment: { INGEST_QUEUE_URL: ingest.queue.queueUrl, SOURCES_PREFIX: sourcesPrefix },
  });
  const store = new HoshinFunction<z.input<typeof StoreEnv>>(scope, {
    name: 'store',
    config,
    timeout: timeouts.store,
    environment: {
      RECORDS_TABLE: tables.records.tableName,
      BOARD_TABLE: tables.board.tableName,
      SENDERS_QUEUE_ARN: senders.queue.queueArn,
      SOURCES_PREFIX: sourcesPrefix,
      ...personKey.reading,
    },
  });
  const fold = new HoshinFunction<z.input<typeof FoldEnv>>(scope, {
    name: 'fold',
    config,
    timeout: Duration.minutes(5),
    environment: { BOARD_TABLE: tables.board.tableName },
  });
  const evaluate = new HoshinFunction<z.input<typeof EvaluateEnv>>(scope, {
    name: 'evaluate',
    config,
    timeout: Duration.minutes(2),
    environment: { BOARD_TABLE: tables.board.tableName, SETTLE_SECONDS: `${config.settleSeconds}` },
  });
  const notify = new HoshinFunction<z.input<typeof NotifyEnv>>(scope, {
    name: 'notify',
    config,
    timeout: Duration.minutes(2),
    environment: {
      RECORDS_TABLE: tables.records.tableName,
      BOARD_TABLE: tables.board.tableName,
      MAIL_FROM: config.mailFrom,
      CONFIGURATION_SET: mail.configurationSet.configurationSetName,
      ...links.signing,
    },
  });
  const sweep = new HoshinFunction<z.input<typeof SweepEnv>>(scope, {
    name: 'sweep',
    config,
    timeout: Duration.minutes(4),
    environment: {
      RECORDS_TABLE: tables.records.tableName,
      BOARD_TABLE: tables.board.tableName,
      SETTLE_SECONDS: `${config.settleSeconds}`,
      MAIL_FROM: config.mailFrom,
      CONFIGURATION_SET: mail.configurationSet.configurationSetName,
      ...links.signing,
    },
  });
  const rebuild = new HoshinFunction<z.input<typeof RebuildEnv>>(scope, {
    name: 'rebuild',
    config,
    timeout: Duration.minutes(15),
    environment: {
      RECORDS_TABLE: tables.records.tableName,
      BOARD_TABLE: tables.board.tableName,
      GRACE_SECONDS: `${config.graceSeconds}`,
    },
  });
  const track = new HoshinFunction<z.input<typeof TrackEnv>>(scope, {
    name: 'track',
    config,
    timeout: timeouts.track,
    environment: { BOARD_TABLE: tables.board.tableName },
  });
  const decisions = new HoshinFunction<z.input<typeof DecisionsEnv>>(scope, {
    name: 'decisions',
    config,
    timeout: Duration.seconds(20),
    environment: { BOARD_TABLE: tables.board.tableName, ...links.reading },
  });

  const audit = new HoshinFunction<z.input<typeof AuditEnv>>(scope, {
    name: 'audit',
    config,
    timeout: Duration.minutes(2),
    environment: { RECORDS_TABLE: tables.records.tableName, BOARD_TABLE: tables.board.tableName },
  });
  const digest = new HoshinFunction<z.input<typeof DigestEnv>>(scope, {
    name: 'digest',
    config,
    timeout: Duration.minutes(10),
    environment: { RECORDS_TABLE: tables.records.tableName, BOARD_TABLE: tables.board.tableName },
  });
  const intake = new HoshinFunction<z.input<typeof IntakeEnv>>(scope, {
    name: 'intake',
    config,
    timeout: timeouts.intake,
    // Workbooks are held whole (shared/import/read-sheet.ts); 3008 is what every account may use.
    memory: 3008,
    environment: {
      BUCKET: drop.bucket.bucketName,
      BOARD_TABLE: tables.board.tableName,
      INGEST_QUEUE_URL: ingest.queue.queueUrl,
      DROP_QUEUE_URL: drop.arrivals.queue.queueUrl,
      SOURCES_PREFIX: sourcesPrefix,
    },
  });
  const outreach = new HoshinFunction<z.input<typeof OutreachEnv>>(scope, {
    name: 'outreach',
    config,
    timeout: Duration.minutes(4),
    environment: {
      RECORDS_TABLE: tables.records.tableName,
      BOARD_TABLE: tables.board.tableName,
      INGEST_QUEUE_URL: ingest.queue.queueUrl,
      ...personKey.making,
    },
  });
  const retain = new HoshinFunction<z.input<typeof RetainEnv>>(scope, {
    name: 'retain',
    config,
    timeout: Duration.minutes(5),
    environment: { RECORDS_TABLE: tables.records.tableName, BOARD_TABLE: tables.board.tableName },
  });
  const surveys = new HoshinFunction<z.input<typeof SurveysEnv>>(scope, {
    name: 'surveys',
    config,
    timeout: Duration.seconds(20),
    environment: {
      BOARD_TABLE: tables.board.tableName,
      INGEST_QUEUE_URL: ingest.queue.queueUrl,
      ...links.signingForms,
    },
  });
  const complaints = new HoshinFunction<z.input<typeof ComplaintsEnv>>(scope, {
    name: 'complaints',
    config,
    timeout: Duration.seconds(20),
    environment: {
      BOARD_TABLE: tables.board.tableName,
      INGEST_QUEUE_URL: ingest.queue.queueUrl,
      SOURCES_PREFIX: sourcesPrefix,
      ...links.signingForms,
    },
  });
  return {
    receive,
    store,
    fold,
    evaluate,
    notify,
    sweep,
    rebuild,
    track,
    decisions,
    audit,
    digest,
    intake,
    outreach,
    retain,
    surveys,
    complaints,
  };
};
