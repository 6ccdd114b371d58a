/** Transition: one move of an alert, with everything that it rested on. Written once, never changed. */

import type { AlertState } from '../config/objective.ts';
import type { Evidence } from './evidence.ts';

export interface Transition {
  objective: string;
  /** The alert's version after it. */
  version: number;
  /** `null` for an objective that was never judged before. */
  from: AlertState | null;
  to: AlertState;
  reason: string;
  /** Instant of the evaluation. */
  at: string;
  /** People who were told of it, by id. */
  told: string[];
  /** The notices owed to them, by id. */
  notices: string[];
  evidence: Evidence;
}
