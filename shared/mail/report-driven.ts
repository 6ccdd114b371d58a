/** Says in logs and metrics what the outbox did. Ids and codes only. */
import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { metricNames } from '../runtime/metric-names.ts';
import type { Driven } from './outbox.ts';

const bad = new Set<Driven['outcome']>(['failed', 'ambiguous', 'blocked', 'fault']);
/** A customer's address that is none wakes nobody. */
const isAlarming = ({ outcome, customer }: Driven): boolean => bad.has(outcome) && !(customer && outcome === 'failed');

export const reportDriven = (
  driven: readonly Driven[],
  { logger, metrics }: { logger: Pick<Logger, 'info' | 'warn'>; metrics: Pick<Metrics, 'addMetric'> },
): void => {
  for (const one of driven) {
    if (isAlarming(one)) logger.warn('notice', { ...one });
    else logger.info('notice', { ...one });
  }
  const count = (test: (one: Driven) => boolean) => driven.filter(test).length;
  metrics.addMetric(
    metricNames.noticeSent,
    MetricUnit.Count,
    count(({ outcome }) => outcome === 'sent'),
  );
  metrics.addMetric(metricNames.noticeFailed, MetricUnit.Count, count(isAlarming));
};
