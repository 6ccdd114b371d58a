/** Gathers what a mail about an action rests on: its objective, the names of its people, the company's zone. */
import { objectivesOn, type Setting } from '../alerts/setting.ts';
import type { Action, ActionGrounds } from '../core/action.ts';
import type { Kpi } from '../core/kpi.ts';
import type { Objective } from '../core/objective.ts';

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
export const groundsOf = (
  { people, policy }: Pick<Setting, 'people' | 'policy'>,
  { objective, kpi }: Measured,
  action: Action,
  by?: string,
): ActionGrounds => {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const { title, target, direction, effectivenessDays } = objective;
  return {
    ...(policy.company && { company: policy.company }),
    timeZone: policy.timeZone,
    objective: { title, target, direction, effectivenessDays },
    kpi: { title: kpi.title, unit: kpi.unit, counts: kpi.counts },
    names: Object.fromEntries(peopleOf(action, by).map((id) => [id, nameOf(id)])),
  };
};
