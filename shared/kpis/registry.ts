/** Every KPI, and every tally behind them. Made by generate.ts from the files in this folder: do not edit. */
import type { AnyTally, Kpi } from '../core/kpi.ts';
import { kpi as complaintsAcknowledgedInTime } from './complaint/complaints-acknowledged-in-time.ts';
import { kpi as complaintsPer1000Deliveries } from './complaint/complaints-per-1000-deliveries.ts';
import { kpi as complaintsWithinSla } from './complaint/complaints-within-sla.ts';
import { kpi as openComplaints } from './complaint/open-complaints.ts';
import { kpi as openComplaintsAge } from './complaint/open-complaints-age.ts';
import { kpi as timeToAcknowledge } from './complaint/time-to-acknowledge.ts';
import { kpi as timeToAcknowledgeP90 } from './complaint/time-to-acknowledge-p90.ts';
import { kpi as timeToResolve } from './complaint/time-to-resolve.ts';
import { kpi as timeToResolveP90 } from './complaint/time-to-resolve-p90.ts';
import { kpi as conformityRate } from './conformity/conformity-rate.ts';
import { kpi as dpmo } from './conformity/dpmo.ts';
import { kpi as firstPassYield } from './conformity/first-pass-yield.ts';
import { kpi as ppm } from './conformity/ppm.ts';
import { kpi as rolledThroughputYield } from './conformity/rolled-throughput-yield.ts';
import { kpi as lateness } from './delivery/lateness.ts';
import { kpi as latenessP90 } from './delivery/lateness-p90.ts';
import { kpi as onTimeDelivery } from './delivery/on-time-delivery.ts';
import { kpi as otif } from './delivery/otif.ts';
import { kpi as otifLines } from './delivery/otif-lines.ts';
import { kpi as perfectOrder } from './delivery/perfect-order.ts';
import { kpi as cesMean } from './survey/ces-mean.ts';
import { kpi as cesTop } from './survey/ces-top.ts';
import { kpi as csat } from './survey/csat.ts';
import { kpi as csatMean } from './survey/csat-mean.ts';
import { kpi as nps } from './survey/nps.ts';
import { kpi as perceptionGap } from './survey/perception-gap.ts';
import { kpi as responseRate } from './survey/response-rate.ts';
import { kpi as satisfiedThoughLate } from './survey/satisfied-though-late.ts';

export const kpis: readonly Kpi[] = [
  complaintsAcknowledgedInTime,
  complaintsPer1000Deliveries,
  complaintsWithinSla,
  openComplaints,
  openComplaintsAge,
  timeToAcknowledge,
  timeToAcknowledgeP90,
  timeToResolve,
  timeToResolveP90,
  conformityRate,
  dpmo,
  firstPassYield,
  ppm,
  rolledThroughputYield,
  lateness,
  latenessP90,
  onTimeDelivery,
  otif,
  otifLines,
  perfectOrder,
  cesMean,
  cesTop,
  csat,
  csatMean,
  nps,
  perceptionGap,
  responseRate,
  satisfiedThoughLate,
];

export const tallies: readonly AnyTally[] = [...new Set(kpis.flatMap((kpi) => kpi.tallies))];

const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]));

/** The KPI of an id, such as `on-time-delivery`; `undefined` where there is none. */
export const kpiById = (id: string): Kpi | undefined => byId.get(id);
