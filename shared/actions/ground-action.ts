/** Gathers what a mail about an action rests on: its objective, the names of its people, the company's zone. */
import { judgeObjective } from '../alerts/judge-objective.ts';
import { objectivesOn, type Setting } from '../alerts/setting.ts';
import type { Action, ActionGrounds } from '../core/action/action.ts';
import { toEvidenceReading } from '../core/alert/evidence.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Kpi } from '../core/kpi.ts';
import type { NamedTable } from '../store/table.ts';

/** An objective that is in force, and the KPI that it is about. */
export interface Measured {
  objective: Objective;
  kpi: Kpi;
}

/** `undefined` where no version of the objective is in force, or the KPI is not in this version of the program. */
export const measuredBy = (setting: Setting, objective: string, kpis: readonly Kpi[]): Measured | undefined => {
  const approved = objectivesOn(setting, setting.today).find((each) => each.objective.id === objective);
  const kpi = kpis.find(({ id }) => id === approved?.objective.kpi);
  return approved && kpi && { objective: approved.objective, kpi };
};

const peopleOf = ({ owner, assignedBy, told, done, resourcesGranted }: Action, by?: string): string[] => [
  ...new Set([owner, assignedBy, ...told, done?.by, resourcesGranted?.by, by].filter((id) => id !== undefined)),
];

/** Ids of people who are not configured stand for themselves. */
const groundsOf = (
  { people, policy }: Pick<Setting, 'people' | 'policy'>,
  { objective, kpi }: Measured,
  action: Action,
  by?: string,
): ActionGrounds => {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const { title, target, direction, window, effectivenessDays } = objective;
  return {
    ...(policy.company && { company: policy.company }),
    timeZone: policy.timeZone,
    objective: { title, target, direction, window, effectivenessDays },
    kpi: { title: kpi.title, unit: kpi.unit, counts: kpi.counts },
    names: Object.fromEntries(peopleOf(action, by).map((id) => [id, nameOf(id)])),
  };
};

/** The same, and how the objective stands today: read only where somebody is told. */
export const groundAction = async (
  board: NamedTable,
  setting: Setting,
  measured: Measured,
  { action, by, told }: { action: Action; by: string | undefined; told: boolean },
): Promise<ActionGrounds> => {
  const grounds = groundsOf(setting, measured, action, by);
  const judged = told && (await judgeObjective(board, setting, measured.objective, measured.kpi, setting.today));
  return judged ? { ...grounds, standing: toEvidenceReading(judged.reading) } : grounds;
};
