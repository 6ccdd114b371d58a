/** Writes what somebody says about an action, from its page or from the command, if it still is as they saw it. */
import type { Action, ActionTexts } from '../core/action.ts';
import { dayAt } from '../core/calendar.ts';
import type { Person } from '../core/person.ts';
import { applyUpdate, type FieldProblems } from '../core/update-action.ts';
import { readAction } from '../store/actions.ts';
import type { NamedTable } from '../store/table.ts';
import { writeStep } from './write-step.ts';

/** What somebody wrote; fields that are absent stay as they are, empty texts go. */
export interface WrittenFields extends ActionTexts {
  resourcesGranted?: string;
  done?: boolean;
}

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

/** `people` are those configured now; `timeZone` is the company's. Throws if others keep changing the action. */
export const updateAction = async (
  board: NamedTable,
  { id, version, fields, by, now }: UpdateRequest,
  { people, timeZone }: { people: readonly Person[]; timeZone: string },
): Promise<UpdateOutcome> => {
  const at = new Date(now).toISOString();
  const top = people.filter(({ roles }) => roles.includes('top-management')).map((person) => person.id);
  const written = { ...fields, by, at, today: dayAt(now, timeZone), topManagement: top.includes(by) };
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const action = await readAction(board, id);
    if (!action) return { outcome: 'unknown-action' };
    if (version !== undefined && version !== action.version) return { outcome: 'stale', action };
    const updated = applyUpdate(action, written, top);
    if (updated.outcome !== 'updated') return { ...updated, action };
    const { result, told, unknownPeople } = await writeStep(board, { ...updated, at, by }, people);
    if (result === 'written') return { outcome: 'updated', action: updated.action, told, unknownPeople };
  }
  throw new Error(`${id} is being changed all the time`);
};
