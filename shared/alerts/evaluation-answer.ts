/** What evaluate answers the command with: plain JSON. */

import { type EvidenceReading, toEvidenceReading } from '../core/alert/evidence.ts';
import type { Day } from '../core/time/calendar.ts';
import type { Evaluated, Evaluation, EvaluationOutcome } from './evaluation.ts';

type Answered<O> = O extends Evaluated
  ? Omit<O, 'reading'> & { reading: EvidenceReading }
  : O extends { error: unknown }
    ? Omit<O, 'error'> & { problem: string }
    : O;

export interface EvaluationAnswer {
  /** The day that was evaluated, in the company's zone. */
  day: Day;
  epoch: number;
  policy: number;
  /** True while the rows stand still until a rebuild: the readings are as of when they did. */
  frozen: boolean;
  outcomes: Answered<EvaluationOutcome>[];
}

const answered = (outcome: EvaluationOutcome): Answered<EvaluationOutcome> => {
  if (outcome.outcome === 'judged') return { ...outcome, reading: toEvidenceReading(outcome.reading) };
  if (outcome.outcome !== 'failed') return outcome;
  const { error, ...rest } = outcome;
  return { ...rest, problem: error instanceof Error ? error.message : String(error) };
};

/** Infinite ends of intervals become null, errors their messages. */
export const toAnswer = (evaluation: Evaluation): EvaluationAnswer => ({
  ...evaluation,
  outcomes: evaluation.outcomes.map(answered),
});
