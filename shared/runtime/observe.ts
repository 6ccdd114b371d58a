/** The logger and the metrics of a function; service and namespace come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_METRICS_NAMESPACE. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Logs hold ids, never personal fields. */
export const logger = new Logger();

/** Few dimensions: each combination is billed. The source is a field of the log line. */
export const metrics = new Metrics();
