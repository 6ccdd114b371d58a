/** Follows every action that is not closed: reads how its objective stands since it was done, decides, and writes what moves. */
import type { RecordType } from '../../events/record-types.ts';
import { audienceFor } from '../alerts/audience.ts';
import type { Registry } from '../alerts/evaluate-objectives.ts';
import { loadSetting, type Setting } from '../alerts/setting.ts';
import type { Action, ActionReason } from '../core/action/action.ts';
import { type ActionFacts, followAction } from '../core/action/follow-action.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Kpi } from '../core/kpi.ts';
import { readAction, readActions } from '../store/actions.ts';
import { readSettling } from '../store/settling.ts';
import type { NamedTable } from '../store/table.ts';
import { measuredBy } from './ground-action.ts';
import { readEffect } from './read-effect.ts';
import { writeStep } from './write-step.ts';

export type FollowedAction =
  | { outcome: 'moved'; action: string; reason: ActionReason; told: string[]; unknownPeople: string[] }
  | { outcome: 'still'; action: string }
  /** Its objective is not in force, or its KPI is not in this version of the program: nothing can be judged. */
  | { outcome: 'no-objective'; action: string; objective: string }
  /** Others kept changing it: the next sweep follows it. */
  | { outcome: 'contended'; action: string }
  /** It could not be followed; the others were. */
  | { outcome: 'failed'; action: string; error: unknown };

interface Surroundings {
  board: NamedTable;
  setting: Setting;
  settling: ReadonlySet<RecordType>;
  kpis: readonly Kpi[];
  at: string;
}

const attempts = 5;
/** Hours of an overdue action without a ladder: its owner has a day before top management hears of it. */
const defaultStepHours = 24;

const topManagementOf = ({ people }: Setting): string[] =>
  people.filter(({ roles }) => roles.includes('top-management')).map(({ id }) => id);

const stepsFor = (objective: Objective, setting: Setting): ActionFacts['steps'] =>
  objective.ladder.length > 0
    ? audienceFor(objective, setting.people).steps
    : [{ afterHours: defaultStepHours, tell: topManagementOf(setting) }];

const followOne = async (surroundings: Surroundings, listed: Action): Promise<FollowedAction> => {
  const { board, setting, kpis, at } = surroundings;
  const { id } = listed;
  const measured = measuredBy(setting, listed.objective, kpis);
  if (!measured) return { outcome: 'no-objective', action: id, objective: listed.objective };
  const { objective } = measured;
  let action: Action | undefined = listed;
  for (let attempt = 1; attempt <= attempts && action; attempt++) {
    const effect = action.state === 'done' ? await readEffect(board, surroundings, action, measured) : undefined;
    const followed = followAction(action, {
      ...{ at, today: setting.today, objective, policy: setting.policy },
      ...{ steps: stepsFor(objective, setting), topManagement: topManagementOf(setting) },
      ...(effect && { effect }),
    });
    if (!followed.moved) return { outcome: 'still', action: id };
    const { result, told, unknownPeople } = await writeStep(board, { ...followed, at }, setting, measured);
    if (result === 'written') return { outcome: 'moved', action: id, reason: followed.reason, told, unknownPeople };
    action = await readAction(board, id);
  }
  return { outcome: 'contended', action: id };
};

/**
 * Follows every action that is open or done, as of an instant (ms). One that fails is told as `failed`, never thrown.
 * Throws if the setting cannot be read.
 */
export const followActions = async (
  board: NamedTable,
  { kpis, tallies }: Registry,
  now: number,
): Promise<FollowedAction[]> => {
  const at = new Date(now).toISOString();
  const outcomes: FollowedAction[] = [];
  let surroundings: Surroundings | undefined;
  for await (const action of readActions(board)) {
    if (action.state === 'effective') continue;
    // Most companies have no action open most of the time: nothing else is read then.
    surroundings ??= {
      ...{ board, kpis, at },
      setting: await loadSetting(board, now, tallies),
      settling: await readSettling(board, at),
    };
    outcomes.push(
      await followOne(surroundings, action).catch((error: unknown) => ({
        outcome: 'failed' as const,
        action: action.id,
        error,
      })),
    );
  }
  return outcomes;
};
