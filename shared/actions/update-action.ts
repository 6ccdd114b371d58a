/** Writes what somebody says about an action, from its page or from the command, if it still is as they saw it. */
import type { Setting } from '../alerts/setting.ts';
import type { Action } from '../core/action/action.ts';
import { type ActionUpdate, applyUpdate, type FieldProblems } from '../core/action/update-action.ts';
import { kpis } from '../kpis/registry.ts';
import { readAction } from '../store/actions.ts';
import type { NamedTable } from '../store/table.ts';
import { measuredBy } from './ground-action.ts';
import { writeStep } from './write-step.ts';

/** What somebody wrote; fields that are absent stay as they are, empty texts go. */
export type WrittenFields = Omit<ActionUpdate, 'by' | 'at' | 'today' | 'topManagement'>;

export interface UpdateRequest {
  id: string;
  /** The version that they saw: a later one is not overwritten. Absent: whatever it is now. */
  version?: number;
  fields: WrittenFields;
  /** Who writes, as a person's id. */
  by: string;
  /** Instant (ms). */
  now: number;
}

export type UpdateOutcome =
  | { outcome: 'updated'; action: Action; told: string[]; unknownPeople: string[] }
  | { outcome: 'unchanged'; action: Action }
  | { outcome: 'refused'; action: Action; problems: FieldProblems }
  | { outcome: 'closed'; action: Action }
  /** Somebody else changed it since they saw it. */
  | { outcome: 'stale'; action: Action }
  | { outcome: 'unknown-action' };

const attempts = 5;

/** `setting` is of the same instant. Throws if others keep changing the action. */
export const updateAction = async (
  board: NamedTable,
  { id, version, fields, by, now }: UpdateRequest,
  setting: Setting,
): Promise<UpdateOutcome> => {
  const at = new Date(now).toISOString();
  const top = setting.people.filter(({ roles }) => roles.includes('top-management')).map((person) => person.id);
  const written = { ...fields, by, at, today: setting.today, topManagement: top.includes(by) };
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const action = await readAction(board, id);
    if (!action) return { outcome: 'unknown-action' };
    if (version !== undefined && version !== action.version) return { outcome: 'stale', action };
    const updated = applyUpdate(action, written, top);
    if (updated.outcome !== 'updated') return { ...updated, action };
    const measured = measuredBy(setting, action.objective, kpis);
    const { result, told, unknownPeople } = await writeStep(board, { ...updated, at, by }, setting, measured);
    if (result === 'written') return { outcome: 'updated', action: updated.action, told, unknownPeople };
  }
  throw new Error(`${id} is being changed all the time`);
};
