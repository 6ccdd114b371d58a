/** The audit function: every few minutes, whether the pipeline itself moves. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Finding } from '../../shared/core/audit/audit-findings.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { metricNames } from '../../shared/runtime/metric-names.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { Env } from './env.ts';
import { AuditRequest } from './request.ts';
import { runAudit } from './use-case.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectDynamoDB();
const tables = { records: { client, name: env.RECORDS_TABLE }, board: { client, name: env.BOARD_TABLE } };

// Called by AWS.
export const handler = middy<unknown, { findings: Finding[] }>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async (event) => {
    const findings = await runAudit(tables, Date.parse(AuditRequest.parse(event).time));
    for (const finding of findings) logger.error('the pipeline does not move', { ...finding });
    metrics.addMetric(metricNames.auditFindings, MetricUnit.Count, findings.length);
    // Only a run that came to its end says so: its absence is what the alarm hears.
    metrics.addMetric(metricNames.auditHeartbeat, MetricUnit.Count, 1);
    return { findings };
  });
