/** Takes an objective's reading as of a day and judges it. Reads the window's rows; earlier ones only if there are none. */
import type { Day } from '../core/calendar.ts';
import { isSilent, judge } from '../core/judge.ts';
import type { Kpi } from '../core/kpi.ts';
import type { AlertState, Objective, Reading } from '../core/objective.ts';
import { daysWithData, type RowsByType, takeReading, typesOf } from '../core/reading.ts';
import { sliceName } from '../core/slice.ts';
import { lastCountableDay, type Period, recentPeriods } from '../core/window.ts';
import { readRows } from '../store/read-rows.ts';
import type { NamedTable } from '../store/table.ts';
import type { Setting } from './setting.ts';

export interface Judged {
  /** The last day that counts. */
  last: Day;
  reading: Reading;
  verdict: AlertState;
}

/** The rows of a slice that a KPI reads. */
export const rowsFor = async (
  board: NamedTable,
  { epoch }: Pick<Setting, 'epoch'>,
  kpi: Kpi,
  slice: string,
  { from, to }: Period,
): Promise<RowsByType> => {
  const types = typesOf(kpi);
  const rows = await Promise.all(types.map((type) => readRows(board, { epoch, type, slice, from, to })));
  return Object.fromEntries(types.map((type, i) => [type, rows[i]]));
};

/** The periods of a chart up to a day, each cut off before the day from which the objective counts. */
export const countedPeriods = ({ window, countsFrom = '' }: Objective, last: Day, count?: number): Period[] =>
  recentPeriods(window, last, count)
    .filter(({ to }) => to >= countsFrom)
    .map((period) => (period.from < countsFrom ? { ...period, from: countsFrom } : period));

/** The days of a window that an objective is judged on, as of a day; `undefined` if none of them counts yet. */
export const windowOn = (objective: Objective, kpi: Kpi, day: Day, { sources }: Pick<Setting, 'sources'>) => {
  const last = lastCountableDay(day, typesOf(kpi), sources);
  const period = countedPeriods(objective, last, 1)[0];
  return period && { last, period };
};

/** The longest cadence of the sources that feed a KPI: with several, each alone may be quiet for so long. */
const cadenceOf = (kpi: Kpi, { sources }: Setting): number | undefined => {
  const types = typesOf(kpi);
  const cadences = sources
    .filter((source) => source.types.some((type) => types.includes(type)))
    .flatMap(({ cadenceHours }) => cadenceHours ?? []);
  return cadences.length > 0 ? Math.max(...cadences) : undefined;
};

const silentIn = async (board: NamedTable, setting: Setting, kpi: Kpi, objective: Objective, period: Period) => {
  // Rows that stand still look like a feed that died.
  if (setting.frozen) return false;
  const [oldest = period] = recentPeriods(objective.window, period.to);
  const before = { from: oldest.from, to: period.to };
  const days = daysWithData(kpi, await rowsFor(board, setting, kpi, sliceName(objective.slice), before), before);
  return isSilent(days, period.from, period.to, cadenceOf(kpi, setting));
};

/** The verdict on an objective as of a day, with the reading behind it. `undefined` if nothing counts yet on that day. */
export const judgeObjective = async (
  board: NamedTable,
  setting: Setting,
  objective: Objective,
  kpi: Kpi,
  day: Day,
): Promise<Judged | undefined> => {
  const counted = windowOn(objective, kpi, day, setting);
  if (!counted) return undefined;
  const { last, period } = counted;
  const slice = sliceName(objective.slice);
  const { policy, epoch } = setting;
  const rows = await rowsFor(board, setting, kpi, slice, period);
  const versions = { id: objective.id, version: objective.version };
  const reading = takeReading(kpi, rows, period, { slice, policy, epoch, objective: versions });
  const nothing = daysWithData(kpi, rows, period).length === 0;
  const silent = nothing && (await silentIn(board, setting, kpi, objective, period));
  return { last, reading, verdict: judge(reading, objective, silent) };
};
