/** Gathers all that a transition rested on, so that a mail written later says what was known when it happened. */
import type { Alert } from '../core/alert/alert.ts';
import type { Decision } from '../core/alert/decide.ts';
import { type Evidence, toEvidenceReading } from '../core/alert/evidence.ts';
import type { NamedTable } from '../store/table.ts';
import type { Decided } from './decide-objective.ts';
import { gatherContributions } from './gather-contributions.ts';
import { examplesOf, gatherExceptions } from './gather-exceptions.ts';
import { gatherForecast } from './gather-forecast.ts';
import { gatherHistory, runSince } from './gather-history.ts';
import { reminderOf } from './reminder.ts';
import type { Setting } from './setting.ts';
import { type SilenceEvidence, silenceEvidence } from './silence-evidence.ts';

/** One move of an alert. */
export interface Moved {
  before: Alert | undefined;
  decision: Decision;
}

/** Reads the chart's periods, the slices and the records behind a move. */
export const gatherEvidence = async (
  board: NamedTable,
  setting: Setting,
  { approved, kpi, judged, signal, at }: Decided,
  { before, decision }: Moved,
): Promise<Evidence> => {
  const { objective, approval } = approved;
  const { reading } = judged;
  const [history, exceptions] = await Promise.all([
    gatherHistory(board, setting, objective, kpi, judged),
    gatherExceptions(board, kpi, reading),
  ]);
  const forecast = await gatherForecast(board, setting, objective, kpi, judged);
  const contributions = await gatherContributions(board, setting, objective, kpi, judged, exceptions);
  const { id, title, version, target, direction, leastN, window, owner, slice } = objective;
  const { alert, reason } = decision;
  const { sinceDay, silentSources }: SilenceEvidence =
    alert.state === 'silent'
      ? silenceEvidence(setting, objective, kpi, history)
      : { sinceDay: runSince(history.periods) };
  const ownerName = setting.people.find((person) => person.id === owner)?.name;
  return {
    objective: { id, title, version, target, direction, leastN, window, owner, slice },
    ...(ownerName && { ownerName }),
    approval,
    kpi: {
      id: kpi.id,
      title: kpi.title,
      unit: kpi.unit,
      counts: kpi.counts,
      definition: kpi.definition,
      better: kpi.better,
    },
    ...(setting.policy.company && { company: setting.policy.company }),
    chosen: kpi.chosen(setting.policy),
    from: before?.state ?? null,
    to: alert.state,
    reason,
    reading: toEvidenceReading(reading),
    since: alert.since,
    ...(sinceDay && { sinceDay }),
    at,
    timeZone: setting.policy.timeZone,
    history: history.periods,
    contributions,
    examples: examplesOf(exceptions, reading.to),
    ...(!exceptions.cut && { exampleTotal: exceptions.items.length }),
    ...(reason === 'process-changed' && signal && { signal }),
    ...(forecast && { forecast }),
    ...reminderOf(setting, approved.objective, before, decision, at),
    ...(silentSources && { silentSources }),
  };
};
