/** What comes of evaluating objectives. */
import type { Reason } from '../core/alert/alert.ts';
import type { AlertState, Reading } from '../core/config/objective.ts';
import type { Day } from '../core/time/calendar.ts';

/** What came of an objective that was judged. */
export interface Evaluated {
  outcome: 'judged';
  objective: string;
  title: string;
  state: AlertState;
  verdict: AlertState;
  reason: Reason;
  moved: boolean;
  reading: Reading;
  /** People told, by id. */
  told: string[];
  /** Named by the objective but not configured: nobody was told in their place. */
  unknownPeople: string[];
}

export type EvaluationOutcome =
  | Evaluated
  /** Nothing counts yet on that day: see `countsFrom`. */
  | { outcome: 'not-yet-counting'; objective: string }
  /** No such KPI in this version of the program. */
  | { outcome: 'unknown-kpi'; objective: string; kpi: string }
  /** Others kept moving the alert; whoever moved it last has judged the same rows. */
  | { outcome: 'contended'; objective: string }
  /** A back-fill that feeds it is under way: sweep evaluates it once that has settled. */
  | { outcome: 'settling'; objective: string }
  /** No version of it is in force yet. */
  | { outcome: 'not-in-force'; objective: string; from: Day }
  /** It could not be evaluated; the others were. */
  | { outcome: 'failed'; objective: string; error: unknown };

export interface Evaluation {
  /** The day that was evaluated, in the company's zone. */
  day: Day;
  epoch: number;
  policy: number;
  /** True while the rows stand still: the readings are as of when other tallies were deployed. */
  frozen: boolean;
  outcomes: EvaluationOutcome[];
}
