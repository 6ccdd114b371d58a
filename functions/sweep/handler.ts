/** The sweep function: every few minutes, what moves without events: windows, back-fills that settled, mail owed. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { followActions } from '../../shared/actions/follow-actions.ts';
import { reportFollowed } from '../../shared/actions/report-followed.ts';
import { evaluateObjectives } from '../../shared/alerts/evaluate-objectives.ts';
import { reportEvaluation } from '../../shared/alerts/report-evaluation.ts';
import { tellUntold } from '../../shared/alerts/tell-instead.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { connectSigner } from '../../shared/links/connect-links.ts';
import { connectOutbox } from '../../shared/mail/connect-outbox.ts';
import { driveOutbox } from '../../shared/mail/outbox.ts';
import { reportDriven } from '../../shared/mail/report-driven.ts';
import { now as clock } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { beat } from '../../shared/store/heartbeats.ts';
import { Env } from './env.ts';
import { SweepRequest } from './request.ts';
import { runParts } from './sweep.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectDynamoDB();
const board = { client, name: env.BOARD_TABLE };

// Leases and waits are real time, whatever time the call was meant for.
const outbox = connectOutbox({
  board,
  records: { client, name: env.RECORDS_TABLE },
  now: clock,
  from: env.MAIL_FROM,
  configurationSet: env.CONFIGURATION_SET,
  link: connectSigner({ parameter: env.LINK_KEYS, keyArn: env.KEY_ARN, pages: env.PAGES_URL, now: clock }),
});

/** A control chart's points are whole days and it reads two years of them: the first sweep of an hour looks at it. */
const looksAtCharts = (now: number): boolean => new Date(now).getUTCMinutes() < 5;

// Every call of the schedule.
const sweep = async (event: unknown): Promise<void> => {
  const now = Date.parse(SweepRequest.parse(event).time);
  const failures = await runParts([
    {
      name: 'evaluate',
      run: async () => {
        const charts = looksAtCharts(now);
        reportEvaluation(await evaluateObjectives(board, { kpis, tallies }, { now, charts }));
      },
    },
    {
      name: 'actions',
      run: async () => reportFollowed(await followActions(board, { kpis, tallies }, now)),
    },
    {
      name: 'tell instead',
      run: async () => {
        const told = await tellUntold(board, now);
        if (told.length > 0) logger.info('told instead', { told });
      },
    },
    {
      name: 'outbox',
      run: async () => reportDriven(await driveOutbox(outbox), { logger, metrics }),
    },
  ]);
  for (const failure of failures) logger.error('a part of the sweep failed', { ...failure });
  // The parts that could be done are; failing the call is what raises the alarm.
  if (failures.length > 0) throw new Error(`failed: ${failures.map(({ part }) => part).join(', ')}`);
  await beat(board, 'sweep', now);
};

// Called by AWS.
export const handler = middy().use(injectLambdaContext(logger)).use(logMetrics(metrics)).handler(sweep);
