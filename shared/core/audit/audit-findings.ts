/** What the auditor can find, in words: what it means for people, and what to do first. The runbook says the rest. */
import type { Scheduled, Station } from './stations.ts';

export type FindingId = 'notices-stuck' | 'notices-missing' | `${Scheduled}-stopped` | `${Station}-behind`;

export interface Finding {
  id: FindingId;
  /** ISO 8601, UTC. */
  since: string;
  /** What was seen: ids and instants, nothing personal. */
  seen: string;
  /** What it means for people while it lasts. */
  means: string;
  /** What to do first. */
  todo: string;
}

export const findingWords: Record<FindingId, Pick<Finding, 'means' | 'todo'>> = {
  'notices-stuck': {
    means: 'People who should know have not been told, or nobody knows whether they were.',
    todo: 'Read what notify and sweep say of these notices and what SES answers; if it is urgent, tell people by other means.',
  },
  'notices-missing': {
    means: 'People count as told, but the mail that they are owed is not on the board: it will never be sent.',
    todo: 'Tell them by other means; then find out who removed it: a restored table, or a write from outside.',
  },
  'sweep-stopped': {
    means: 'Dead feeds are not noticed, ladders do not climb, and mails that failed are not sent again.',
    todo: 'Read the errors of sweep, and see whether its schedule is enabled.',
  },
  'digest-stopped': {
    means: 'Weekly and monthly digests are not sent.',
    todo: 'Read the errors of digest, and see whether its schedule is enabled. What is due goes out once it runs.',
  },
  'rebuild-stopped': {
    means: 'A new policy or a repair does not take effect; readings stay consistent, on the old one.',
    todo: 'Read the errors of rebuild, and see whether its schedule is enabled.',
  },
  'outreach-stopped': {
    means: 'Customers are neither invited to surveys nor reminded; what fell due waits.',
    todo: 'Read the errors of outreach, and see whether its schedule is enabled. What is due goes out once it runs.',
  },
  'retain-stopped': {
    means: 'Personal fields stay longer than the policy says.',
    todo: 'Read the errors of retain, and see whether its schedule is enabled. It goes on where it stopped.',
  },
  'audit-stopped': {
    means: 'Nobody watched the pipeline: what went wrong in the meantime may have gone unnoticed.',
    todo: 'Read the errors of audit, and see whether its schedule is enabled.',
  },
  'fold-behind': {
    means: 'Readings and mails show old figures.',
    todo: 'A back-fill: wait. Otherwise read the errors of fold; mend them within a day of the first one.',
  },
  'evaluate-behind': {
    means: 'A missed target is told later than it could be; sweep still judges every five minutes.',
    todo: 'Read the errors of evaluate.',
  },
  'notify-behind': {
    means: 'Mails go out later than they could; sweep still sends what is owed every five minutes.',
    todo: 'Read the errors of notify.',
  },
};
