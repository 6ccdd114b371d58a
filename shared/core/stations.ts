/** Who answers the auditor's probe, and which functions a schedule calls: what the auditor expects to hear of. */

/** The readers of the tables' streams, in the order in which the probe passes them. */
export const stations = ['fold', 'evaluate', 'notify'] as const;
export type Station = (typeof stations)[number];

/** How often a schedule calls a function, in minutes. */
export const everyMinutes = { sweep: 5, digest: 15, rebuild: 5, audit: 5 } as const;
export type Scheduled = keyof typeof everyMinutes;
