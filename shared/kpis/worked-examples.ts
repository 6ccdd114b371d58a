/** The worked examples of every KPI, by its id. Apart from the registry, so that no function is shipped with them. Made by generate.ts from the files in this folder: do not edit. */
import type { KpiExample } from '../core/kpi.ts';
import { workedExamples as complaintsAcknowledgedInTime } from './complaint/complaints-acknowledged-in-time.ts';
import { workedExamples as complaintsPer1000Deliveries } from './complaint/complaints-per-1000-deliveries.ts';
import { workedExamples as complaintsWithinSla } from './complaint/complaints-within-sla.ts';
import { workedExamples as openComplaints } from './complaint/open-complaints.ts';
import { workedExamples as openComplaintsAge } from './complaint/open-complaints-age.ts';
import { workedExamples as timeToAcknowledge } from './complaint/time-to-acknowledge.ts';
import { workedExamples as timeToAcknowledgeP90 } from './complaint/time-to-acknowledge-p90.ts';
import { workedExamples as timeToResolve } from './complaint/time-to-resolve.ts';
import { workedExamples as timeToResolveP90 } from './complaint/time-to-resolve-p90.ts';
import { workedExamples as conformityRate } from './conformity/conformity-rate.ts';
import { workedExamples as dpmo } from './conformity/dpmo.ts';
import { workedExamples as firstPassYield } from './conformity/first-pass-yield.ts';
import { workedExamples as ppm } from './conformity/ppm.ts';
import { workedExamples as rolledThroughputYield } from './conformity/rolled-throughput-yield.ts';
import { workedExamples as lateness } from './delivery/lateness.ts';
import { workedExamples as latenessP90 } from './delivery/lateness-p90.ts';
import { workedExamples as onTimeDelivery } from './delivery/on-time-delivery.ts';
import { workedExamples as otif } from './delivery/otif.ts';
import { workedExamples as otifLines } from './delivery/otif-lines.ts';
import { workedExamples as perfectOrder } from './delivery/perfect-order.ts';
import { workedExamples as cesMean } from './survey/ces-mean.ts';
import { workedExamples as cesTop } from './survey/ces-top.ts';
import { workedExamples as csat } from './survey/csat.ts';
import { workedExamples as csatMean } from './survey/csat-mean.ts';
import { workedExamples as nps } from './survey/nps.ts';
import { workedExamples as perceptionGap } from './survey/perception-gap.ts';
import { workedExamples as responseRate } from './survey/response-rate.ts';
import { workedExamples as satisfiedThoughLate } from './survey/satisfied-though-late.ts';

export const workedExamples: Readonly<Record<string, readonly KpiExample[]>> = {
  'complaints-acknowledged-in-time': complaintsAcknowledgedInTime,
  'complaints-per-1000-deliveries': complaintsPer1000Deliveries,
  'complaints-within-sla': complaintsWithinSla,
  'open-complaints': openComplaints,
  'open-complaints-age': openComplaintsAge,
  'time-to-acknowledge': timeToAcknowledge,
  'time-to-acknowledge-p90': timeToAcknowledgeP90,
  'time-to-resolve': timeToResolve,
  'time-to-resolve-p90': timeToResolveP90,
  'conformity-rate': conformityRate,
  dpmo,
  'first-pass-yield': firstPassYield,
  ppm,
  'rolled-throughput-yield': rolledThroughputYield,
  lateness,
  'lateness-p90': latenessP90,
  'on-time-delivery': onTimeDelivery,
  otif,
  'otif-lines': otifLines,
  'perfect-order': perfectOrder,
  'ces-mean': cesMean,
  'ces-top': cesTop,
  csat,
  'csat-mean': csatMean,
  nps,
  'perception-gap': perceptionGap,
  'response-rate': responseRate,
  'satisfied-though-late': satisfiedThoughLate,
};
