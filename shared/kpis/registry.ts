/** Every KPI, and every tally behind them. Made by generate.ts from the files in this folder: do not edit. */
import type { AnyTally, Kpi } from '../core/kpi.ts';
import { kpi as onTimeDelivery } from './on-time-delivery.ts';

export const kpis: readonly Kpi[] = [onTimeDelivery];

export const tallies: readonly AnyTally[] = [...new Set(kpis.flatMap((kpi) => kpi.tallies))];
