/** Alert: how an objective stands, and has stood since. One at most for each objective. */

import type { AlertState } from '../config/objective.ts';
import type { Day } from '../time/calendar.ts';
import type { EvidenceReading } from './evidence.ts';

/** Why an alert is where it is; kept on its transitions. */
export type Reason =
  /** Judged for the first time, and nothing is wrong. */
  | 'first-reading'
  /** Enough was counted to judge again, and the target is met. */
  | 'enough-to-judge'
  | 'target-missed'
  /** On the wrong side of the target, not proven. */
  | 'not-proven'
  /** At risk before, now proven. */
  | 'got-worse'
  /** Better than the target by the objective's margin. */
  | 'cleared-by-margin'
  /** Met on as many distinct window ends as the objective asks for. */
  | 'cleared-by-holding'
  | 'source-silent'
  | 'source-speaks'
  | 'too-few-to-judge'
  /** A new version of the objective, judged anew. */
  | 'objective-changed'
  /** Missed, and nobody acknowledged it: the next step of the ladder is told. */
  | 'ladder-climbed'
  /** Missed, and nobody acknowledged it for so many days: everybody who knows is told again. */
  | 'told-again'
  /** The risk was accepted until a day, which has passed. */
  | 'acceptance-ended'
  /** It opened during a planned shutdown, which is over. */
  | 'silence-ended'
  /** A control chart's signal. The target has nothing to do with it. */
  | 'process-changed'
  // The rest move nothing.
  | 'still-met'
  | 'still-missed'
  | 'still-at-risk'
  | 'still-silent'
  | 'still-too-few'
  /** Met, but not by the margin and not for long enough yet. */
  | 'not-yet-cleared';

/** An objective's state over time. It is open while at risk, missed or silent. */
export interface Alert {
  objective: string;
  objectiveVersion: number;
  state: AlertState;
  /** Instant at which it entered the state. */
  since: string;
  reason: Reason;
  /** Goes up by one with every write: of two evaluations at once, one wins. */
  version: number;
  /** The reading that it last moved on. */
  reading: EvidenceReading;
  /** Distinct window ends on which the target has been met since the alert opened, oldest first. */
  metEnds: string[];
  /** People who were told that it is open; they are told when it clears. */
  told: string[];
  /** Who said that they know, first or last; stops the ladder and the repeats. */
  acknowledged?: { by: string; at: string };
  /** Until when (included) somebody lives with it. */
  accepted?: { by: string; at: string; until: Day };
  /** While missed: the instant from which the ladder's hours count. */
  ladderFrom?: string;
  /** Steps of the ladder that were told. */
  climbed?: number;
  /** When it last moved, or people were last told that it is open: repeats count from here. */
  toldAt?: string;
  /** Nobody was told, because of a planned shutdown. */
  heldBack?: true;
  /** The process signal that was told last. */
  signal?: { day: Day; rule: number };
  /** What it was before its data stopped coming. */
  beforeSilence?: Exclude<AlertState, 'silent'>;
}

/** True while somebody has to know: met and too few to judge are no alarm. */
export const isOpen = (state: AlertState): boolean => state === 'at-risk' || state === 'missed' || state === 'silent';
