/** Exceptions: the records that a person may want to open, found from the record and the policy alone. */
import type { RecordType } from '../../../events/record-types.ts';
import type { Policy } from '../config/policy.ts';
import { policyFor } from '../config/policy-in-force.ts';
import type { Day } from '../time/calendar.ts';
import { dayOf } from './contribution.ts';
import { isLineInFull } from './in-full.ts';
import { promisedMoment, timelinessOf } from './promise.ts';
import type { ComplaintRecord, DeliveryRecord, HoshinRecord, InspectionRecord, ResponseRecord } from './record.ts';
import { slicesOf } from './slice.ts';

/** Why a record is listed. `overdue` is due and not delivered, whatever the day: readers end their windows themselves. */
export const exceptionReasons = {
  delivery: ['late', 'early', 'overdue', 'short'],
  inspection: ['rejected'],
  complaint: ['open'],
  response: ['detractor'],
} as const satisfies Record<RecordType, readonly string[]>;
type ExceptionReason = (typeof exceptionReasons)[RecordType][number];

/** What a mail or a page says of the record. No personal fields. */
interface Summary {
  /** Moments of the contract: an instant with its offset, or a date. */
  promised?: string;
  deliveredAt?: string;
  /** Calendar days late in the company's zone. */
  lateDays?: number;
  lateMinutes?: number;
  /** What else is worth saying, in words: `12 of 400 rejected`. */
  detail?: string;
}

export interface RecordException extends Summary {
  reason: ExceptionReason;
  /** The day that the record counts on. */
  day: Day;
  /** Every slice that the record counts in. */
  slices: string[];
}

type Found = [ExceptionReason, Summary];

const ofDelivery = (delivery: DeliveryRecord, policy: Policy): Found[] => {
  const timeliness = timelinessOf(delivery, policy);
  if (!timeliness.due) return [];
  const promised = promisedMoment(delivery, policy);
  if (!timeliness.delivered) return [['overdue', { promised }]];
  const found: Found[] = [];
  const { late, lateMs, lateDays, onTime } = timeliness;
  const deliveredAt = delivery.facets.progress?.deliveredAt;
  if (!onTime) {
    const lateMinutes = Math.round(lateMs / 60_000);
    found.push([late ? 'late' : 'early', { promised, deliveredAt, lateDays, lateMinutes }]);
  }
  const lines = delivery.facets.lines?.items ?? [];
  const short = lines.filter((line) => !isLineInFull(line, policy)).length;
  if (short > 0) found.push(['short', { promised, deliveredAt, detail: `${short} of ${lines.length} lines short` }]);
  return found;
};

const ofInspection = ({ facets: { result } }: InspectionRecord): Found[] =>
  result && result.rejected > 0 ? [['rejected', { detail: `${result.rejected} of ${result.inspected} rejected` }]] : [];

const ofComplaint = ({ facets: { received, handling } }: ComplaintRecord): Found[] => {
  if (!received || handling?.state === 'resolved' || handling?.state === 'closed') return [];
  return [['open', { ...(received.category && { detail: received.category }) }]];
};

const ofResponse = ({ facets: { answer } }: ResponseRecord): Found[] => {
  if (!answer || answer.dismissed) return [];
  const { nps = 10, csat = 5, ces = 7 } = answer;
  const said = [
    ...(nps <= 6 ? [`NPS ${nps}`] : []),
    ...(csat <= 2 ? [`CSAT ${csat}`] : []),
    ...(ces <= 3 ? [`CES ${ces}`] : []),
  ];
  return said.length > 0 ? [['detractor', { detail: said.join(', ') }]] : [];
};

const foundIn = (record: HoshinRecord, policy: Policy): Found[] => {
  switch (record.type) {
    case 'delivery':
      return ofDelivery(record, policy);
    case 'inspection':
      return ofInspection(record);
    case 'complaint':
      return ofComplaint(record);
    case 'response':
      return ofResponse(record);
  }
};

/** The exceptions of a record under a policy, at most one for each reason; none where it counts nowhere. */
export const exceptionsOf = (record: HoshinRecord, companyPolicy: Policy): RecordException[] => {
  const policy = policyFor(companyPolicy, record.namespace);
  const day = dayOf(record, policy);
  if (!day) return [];
  const found = foundIn(record, policy);
  if (found.length === 0) return [];
  const slices = slicesOf(record, policy);
  return found.map(([reason, summary]) => ({ reason, day, slices, ...summary }));
};
