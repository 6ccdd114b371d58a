/** Which slices an objective's worsening comes from: each is measured over the window of now and the one before. */
import { candidatesOf } from '../alerts/gather-contributions.ts';
import { gatherExceptions } from '../alerts/gather-exceptions.ts';
import { rowsFor } from '../alerts/judge-objective.ts';
import type { Setting } from '../alerts/setting.ts';
import type { Reading } from '../core/config/objective.ts';
import { analyseChange, isMadeOfSlices } from '../core/digest/analyse-change.ts';
import type { DigestWorsened } from '../core/digest/content.ts';
import { measure } from '../core/reading.ts';
import { total } from '../core/record/slice.ts';
import type { NamedTable } from '../store/table.ts';
import type { GatheredObjective } from './gather-objective.ts';

/** Rows know one dimension at a time: within a slice nothing can be told of another. */
export const gatherWorsened = async (
  board: NamedTable,
  setting: Setting,
  { objective, kpi, reading, readingBefore }: GatheredObjective,
): Promise<DigestWorsened> => {
  const none = { objective: objective.id, slices: [] };
  if (objective.slice !== total || !readingBefore) return none;
  const measureOver = async (slice: string, period: Reading) =>
    measure(kpi, await rowsFor(board, setting, kpi, slice, period), period, setting.policy);
  const measureTwice = async (slice: string) => {
    const [before, after] = await Promise.all([measureOver(slice, readingBefore), measureOver(slice, reading)]);
    return { slice, before, after };
  };
  const whole = await measureTwice(total);
  if (!isMadeOfSlices(whole, kpi.unit)) return { ...none, addsUp: false };
  const candidates = candidatesOf(setting, await gatherExceptions(board, kpi, reading));
  const slices = await Promise.all(candidates.map(measureTwice));
  return { objective: objective.id, slices: analyseChange(whole, slices, objective.direction, kpi.unit) };
};
