/** Asks the stack to judge its objectives, and shows what came of it. */
import * as z from 'zod';
import type { EvaluationAnswer } from '../shared/alerts/evaluation-answer.ts';
import { formatInterval, formatValue } from '../shared/core/text/format.ts';
import { kpis } from '../shared/kpis/registry.ts';
import type { Connection } from './connect.ts';
import { invoke } from './invoke.ts';
import { formatTable } from './table.ts';

const Answer = z.custom<EvaluationAnswer>(
  (value) => typeof value === 'object' && value !== null && 'outcomes' in value && Array.isArray(value.outcomes),
);

type Outcome = EvaluationAnswer['outcomes'][number];

const rowOf = (outcome: Outcome): string[] => {
  if (outcome.outcome === 'judged') {
    const { objective, reading, state, moved, reason, told } = outcome;
    const unit = kpis.find(({ id }) => id === reading.kpi)?.unit ?? 'count';
    return [
      objective,
      state,
      formatValue(unit, reading.value),
      String(reading.n),
      reading.n === 0 ? '' : formatInterval(unit, reading.interval),
      `${reading.from} – ${reading.to}`,
      moved ? `moved: ${reason}` : reason,
      told.join(', '),
    ];
  }
  const why: Record<Exclude<Outcome['outcome'], 'judged'>, string> = {
    settling: 'a back-fill has to settle first',
    'not-in-force': 'not in force yet',
    'not-yet-counting': 'nothing counts yet on that day',
    'unknown-kpi': 'this version has no such KPI',
    contended: 'moved by somebody else at the same time',
    failed: 'failed',
  };
  const detail =
    outcome.outcome === 'failed'
      ? `: ${outcome.problem}`
      : outcome.outcome === 'not-in-force'
        ? `, from ${outcome.from}`
        : '';
  return [outcome.objective, '—', '', '', '', '', `${why[outcome.outcome]}${detail}`, ''];
};

/** Judges every objective now, or as of a day; alerts move and mails go out. */
export const evaluateNow = (connection: Connection, request: { asOf?: string }): Promise<EvaluationAnswer> =>
  invoke(connection, 'evaluate', request, Answer);

/** A row for each objective: where it stands, why, and who was told. */
export const formatEvaluation = ({ outcomes }: EvaluationAnswer): string =>
  formatTable(
    [
      { title: 'objective' },
      { title: 'state' },
      { title: 'value', align: 'right' },
      { title: 'n', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'window' },
      { title: 'why' },
      { title: 'told' },
    ],
    outcomes.map(rowOf),
  );
