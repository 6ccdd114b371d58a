/** Tells what came of an evaluation: log lines with ids, metrics, and which failures are worth another attempt. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { metricNames } from '../runtime/metric-names.ts';
import { logger, metrics } from '../runtime/observe.ts';
import type { Evaluation, EvaluationOutcome } from './evaluation.ts';

const report = (outcome: EvaluationOutcome): void => {
  switch (outcome.outcome) {
    case 'judged': {
      const { objective, state, verdict, reason, moved, told, unknownPeople } = outcome;
      if (moved) {
        metrics.addMetric(metricNames.alertsMoved, MetricUnit.Count, 1);
        logger.info('alert moved', { objective, state, verdict, reason, told });
      }
      if (unknownPeople.length > 0) {
        metrics.addMetric(metricNames.peopleUnknown, MetricUnit.Count, unknownPeople.length);
        logger.error('people to tell are not configured', { objective, unknownPeople });
      } else if (moved && state === 'missed' && outcome.reason !== 'objective-changed' && told.length === 0) {
        metrics.addMetric(metricNames.peopleUnknown, MetricUnit.Count, 1);
        logger.error('a target is missed and nobody is told', { objective });
      }
      return;
    }
    case 'failed':
      metrics.addMetric(metricNames.objectiveFailed, MetricUnit.Count, 1);
      logger.error('an objective could not be evaluated', {
        objective: outcome.objective,
        error: outcome.error instanceof Error ? outcome.error : String(outcome.error),
      });
      return;
    case 'unknown-kpi':
      metrics.addMetric(metricNames.objectiveFailed, MetricUnit.Count, 1);
      logger.error('an objective names a KPI that does not exist', { ...outcome });
      return;
    default:
      logger.debug('an objective was not judged', { ...outcome });
  }
};

/** Logs and counts what came of each objective. */
export const reportEvaluation = (evaluation: Evaluation): void => {
  const { day, epoch, frozen, outcomes } = evaluation;
  if (frozen) logger.warn('rows stand still until a rebuild: readings are as of when they did', { epoch });
  logger.info('evaluated', { day, epoch, objectives: outcomes.length });
  for (const outcome of outcomes) report(outcome);
};

/** True for what may pass by itself: throttles, lost connections, faults of the service. Anything else fails again. */
const mayPass = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (/Throttl|Exceeded|Timeout|TransactionConflict|TransactionInProgress/.test(error.name)) return true;
  if ('$fault' in error) return error.$fault === 'server';
  return 'code' in error || error.name === 'TimeoutError';
};

/** The first failure that is worth another attempt, if any. */
export const failureToRetry = ({ outcomes }: Evaluation): unknown =>
  outcomes.find((outcome) => outcome.outcome === 'failed' && mayPass(outcome.error));
