/** Forecast: what the rest of a period that runs to date must bring for its target to be met. */
export type Forecast =
  /** Met whatever the rest brings. */
  | { kind: 'certain'; remaining: number }
  /** So much of what remains must be good (a share); `estimated` where the volume is not known from promises. */
  | { kind: 'needs'; share: number; remaining: number; estimated: boolean }
  /** Not even a perfect rest would do. */
  | { kind: 'cannot'; best: number; remaining: number; estimated: boolean };
