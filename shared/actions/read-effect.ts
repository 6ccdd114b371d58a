/** Reads how an objective has stood since an action about it was done: its own days only, and never half of an import. */
import type { RecordType } from '../../events/record-types.ts';
import { rowsFor } from '../alerts/judge-objective.ts';
import type { Setting } from '../alerts/setting.ts';
import type { Action } from '../core/action/action.ts';
import { type ActionFacts, effectPeriod } from '../core/action/follow-action.ts';
import { takeReading, typesOf } from '../core/reading.ts';
import { sliceName } from '../core/record/slice.ts';
import { lastCountableDay } from '../core/time/window.ts';
import { readAlert } from '../store/alerts.ts';
import type { NamedTable } from '../store/table.ts';
import type { Measured } from './ground-action.ts';

/**
 * `undefined` where nothing may be judged: it is not done, no day counts yet, the rows stand still, or a back-fill
 * settles.
 */
export const readEffect = async (
  board: NamedTable,
  { setting, settling }: { setting: Setting; settling: ReadonlySet<RecordType> },
  action: Action,
  { objective, kpi }: Measured,
): Promise<ActionFacts['effect']> => {
  const types = typesOf(kpi);
  if (setting.frozen || types.some((type) => settling.has(type))) return undefined;
  const period = effectPeriod(action, objective, lastCountableDay(setting.today, types, setting.sources));
  if (!period) return undefined;
  const slice = sliceName(objective.slice);
  const { policy, epoch } = setting;
  const versions = { id: objective.id, version: objective.version };
  const [rows, alert] = await Promise.all([
    rowsFor(board, setting, kpi, slice, period),
    readAlert(board, objective.id),
  ]);
  const reading = takeReading(kpi, rows, period, { slice, policy, epoch, objective: versions });
  return { reading, silent: alert?.state === 'silent' };
};
