/** Forecasts the end of an objective's running period from the rows on the board, those of days to come included. */
import type { Judged } from '../core/alert/judge-rows.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Kpi } from '../core/kpi.ts';
import { type Forecast, forecastPeriod, forecastSpan } from '../core/process/forecast.ts';
import { sliceName } from '../core/record/slice.ts';
import type { NamedTable } from '../store/table.ts';
import { rowsFor } from './judge-objective.ts';
import type { Setting } from './setting.ts';

/** What the rest of the period must bring; `undefined` where nothing can be said. */
export const gatherForecast = async (
  board: NamedTable,
  setting: Setting,
  objective: Objective,
  kpi: Kpi,
  { last }: Pick<Judged, 'last'>,
): Promise<Forecast | undefined> => {
  const span = forecastSpan(objective.window, last);
  if (!span || kpi.unit !== 'share' || setting.frozen) return undefined;
  const rows = await rowsFor(board, setting, kpi, sliceName(objective.slice), span);
  return forecastPeriod({ kpi, objective, policy: setting.policy, rows, last });
};
