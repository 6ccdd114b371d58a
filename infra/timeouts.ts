/** How long functions that read a queue may take: the queue hides a message for six times as long. */
import { Duration } from 'aws-cdk-lib';

export const timeouts = { store: Duration.seconds(60), track: Duration.seconds(30), intake: Duration.minutes(5) };
