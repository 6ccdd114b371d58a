/** Writes what an action became: the action, its entry in the history, and the notices to those who are told. */
import type { Setting } from '../alerts/setting.ts';
import type { Action, ActionEvent, ActionReason } from '../core/action/action.ts';
import { toEvidenceReading } from '../core/alert/evidence.ts';
import type { Reading } from '../core/config/objective.ts';
import { type WriteAction, writeActionStep } from '../store/actions.ts';
import type { NamedTable } from '../store/table.ts';
import { actionNotices } from './action-notices.ts';
import { groundAction, type Measured } from './ground-action.ts';

export interface Step {
  action: Action;
  reason: ActionReason;
  tell: readonly string[];
  at: string;
  /** Person id; absent where the system judged. */
  by?: string;
  reading?: Reading;
}

export interface WrittenStep {
  result: WriteAction;
  told: string[];
  /** Named, but not configured: nobody was told in their place. */
  unknownPeople: string[];
}

/** `lost` if the action was changed since it was read: nothing is written then, and nobody is told. */
export const writeStep = async (
  board: NamedTable,
  { action, reason, tell, at, by, reading }: Step,
  setting: Setting,
  measured: Measured | undefined,
): Promise<WrittenStep> => {
  // Without its objective no mail can be written: the history alone says what happened.
  const about = { reason, at, tell: measured ? tell : [] };
  const { notices, unknownPeople } = actionNotices(action, about, setting.people);
  const told = notices.map(({ person }) => person.id);
  const event: ActionEvent = {
    ...{ action: action.id, version: action.version, reason, at, after: action },
    ...(by && { by }),
    ...(reading && { reading: toEvidenceReading(reading) }),
    ...{ told, notices: notices.map(({ id }) => id) },
    ...(measured && {
      grounds: await groundAction(board, setting, measured, { action, by, told: told.length > 0 }),
    }),
  };
  return { result: await writeActionStep(board, { action, event, notices }), told, unknownPeople };
};
