/** The evaluate function: judges what changed rows touched, or everything, as of a day, when the command asks. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { evaluateObjectives } from '../../shared/alerts/evaluate-objectives.ts';
import { type EvaluationAnswer, toAnswer } from '../../shared/alerts/evaluation-answer.ts';
import { failureToRetry, reportEvaluation } from '../../shared/alerts/report-evaluation.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { answerPassed } from '../../shared/store/answer-passed.ts';
import { Env } from './env.ts';
import { evaluateBatch } from './evaluate-batch.ts';
import { EvaluateRequest } from './request.ts';
import { touchedRows } from './touched-rows.ts';

// Cold start.
const env = parseEnv(Env);
const board = { client: connectDynamoDB(), name: env.BOARD_TABLE };
const registry = { kpis, tallies };
const dependencies = { board, registry, settleSeconds: env.SETTLE_SECONDS };

// Every batch of changed rows.
const onRows = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const { evaluation, settling } = await evaluateBatch(dependencies, touchedRows(Records), now());
  if (settling.length > 0) logger.info('a back-fill has to settle', { types: settling });
  if (evaluation) {
    reportEvaluation(evaluation);
    const failure = failureToRetry(evaluation);
    if (failure) throw new Error('an objective could not be evaluated; the batch is tried again', { cause: failure });
  }
  await answerPassed(board, 'evaluate', Records, now());
  return { batchItemFailures: [] };
};

// Every direct request.
const onRequest = async (event: unknown): Promise<EvaluationAnswer> => {
  const { asOf } = EvaluateRequest.parse(event);
  const evaluation = await evaluateObjectives(board, registry, {
    ...{ now: now(), waits: false, charts: true },
    ...(asOf && { asOf }),
  });
  reportEvaluation(evaluation);
  return toAnswer(evaluation);
};

// Called by AWS.
export const handler = middy<DynamoDBStreamEvent | object, DynamoDBBatchResponse | EvaluationAnswer>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler((event) => ('Records' in event ? onRows(event) : onRequest(event)));
