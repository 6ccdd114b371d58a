/** What the auditor expects to hear of: who answers its probe, and which functions a schedule calls. */

/** The readers of the tables' streams, in the order in which the probe passes them. */
export const stations = ['fold', 'evaluate', 'notify'] as const;
export type Station = (typeof stations)[number];

/**
 * Functions that a schedule calls: how often, and after how long without a completed run one counts as stopped (minutes).
 * One late call is chance; rebuild may work for a quarter of an hour at once.
 */
export const schedules = {
  sweep: { every: 5, lateAfter: 15 },
  digest: { every: 15, lateAfter: 45 },
  rebuild: { every: 5, lateAfter: 30 },
  outreach: { every: 5, lateAfter: 15 },
  retain: { every: 15, lateAfter: 45 },
  audit: { every: 5, lateAfter: 15 },
} as const;
export type Scheduled = keyof typeof schedules;
export const scheduledNames = Object.keys(schedules) as Scheduled[];
