/** Facts: all that a decision about an alert rests on, besides the alert. */

import type { AlertState, Objective, Reading } from '../config/objective.ts';
import type { ProcessSignal } from '../process/signal.ts';
import type { WorkingTime } from '../time/business-hours.ts';

/** Who answers for an objective, as person ids. */
export interface Audience {
  owner: readonly string[];
  /** The ladder, lowest step first: who is told, after how many business hours in which nobody acknowledged. */
  steps: readonly { afterHours: number; tell: readonly string[] }[];
}

export interface Facts {
  reading: Reading;
  verdict: AlertState;
  objective: Objective;
  audience: Audience;
  /** Instant of the evaluation. */
  at: string;
  /** The company's working time: what ladders count, and the zone in which days end. */
  policy: WorkingTime;
  /** True while a planned shutdown covers the objective: nobody is told of what opens. */
  silenced?: boolean;
  /** The newest signal of the control chart, if it was looked at. */
  signal?: ProcessSignal;
}
