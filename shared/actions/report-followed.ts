/** Tells what came of following the actions: log lines with ids, and a metric for people who cannot be told. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { metricNames } from '../runtime/metric-names.ts';
import { logger, metrics } from '../runtime/observe.ts';
import type { FollowedAction } from './follow-actions.ts';

const report = (outcome: FollowedAction): void => {
  switch (outcome.outcome) {
    case 'moved':
      logger.info('action moved', { ...outcome });
      if (outcome.unknownPeople.length === 0) return;
      metrics.addMetric(metricNames.peopleUnknown, MetricUnit.Count, outcome.unknownPeople.length);
      logger.error('people to tell are not configured', { ...outcome });
      return;
    case 'no-objective':
      logger.error('an action belongs to an objective that is not in force', { ...outcome });
      return;
    case 'failed':
      logger.error('an action could not be followed', {
        action: outcome.action,
        error: outcome.error instanceof Error ? outcome.error : String(outcome.error),
      });
      return;
    default:
      logger.debug('an action was followed', { ...outcome });
  }
};

/** Logs what came of each action; throws if one could not be followed, when the others have been. */
export const reportFollowed = (outcomes: readonly FollowedAction[]): void => {
  for (const outcome of outcomes) report(outcome);
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed').map(({ action }) => action);
  if (failed.length > 0) throw new Error(`actions could not be followed: ${failed.join(', ')}`);
};
