/**
 * Evidence: all that a transition rested on when it happened. Plain JSON, stored on the transition item, so that a mail
 * written a minute or a year later says the same.
 */
import type { RecordType } from '../../../events/record-types.ts';
import type { AlertState, Objective, Reading } from '../config/objective.ts';
import type { Kpi } from '../kpi.ts';
import type { Forecast } from '../process/forecast.ts';
import type { ProcessSignal } from '../process/signal.ts';
import type { Day } from '../time/calendar.ts';

/** A 95 % interval in the KPI's unit; `null` for an end without a bound, since neither JSON nor DynamoDB holds infinity. */
export type EvidenceInterval = [low: number | null, high: number | null];

/** The interval of a reading as evidence keeps it. */
export const toEvidenceInterval = (interval: [number, number] | null): EvidenceInterval | null => {
  const bound = (end: number) => (Number.isFinite(end) ? end : null);
  return interval && [bound(interval[0]), bound(interval[1])];
};

/** A reading as evidence keeps it. */
export type EvidenceReading = Omit<Reading, 'interval'> & { interval: EvidenceInterval | null };
export const toEvidenceReading = (reading: Reading): EvidenceReading => ({
  ...reading,
  interval: toEvidenceInterval(reading.interval),
});

/** One period of the chart: the KPI over it, or a gap. */
export interface EvidencePeriod {
  from: Day;
  to: Day;
  /** In the KPI's unit, unrounded; `null` for a period without data: a gap in the line. */
  value: number | null;
  n: number;
  interval: EvidenceInterval | null;
  /** How the period stood against the target of today, if it was judged. */
  state?: AlertState;
}

/** What one slice adds to a miss. */
export interface EvidenceContribution {
  /** As rows name it: `carrier=Alpine Freight`. */
  slice: string;
  value: number | null;
  n: number;
  /** What went wrong in the slice: late deliveries, rejected units, dissatisfied answers. */
  misses: number;
  /** Of all misses of the objective's own slice, 0 to 1. */
  shareOfMisses: number;
  /** Of the gap to the target, how much this slice would close by just keeping it; absent where its n is not known. */
  shareOfGap?: number;
}

/** One record that went wrong. No personal fields. */
export interface EvidenceExample {
  type: RecordType;
  namespace: string;
  subject: string;
  /** Why it is listed: late, overdue, short, rejected, open, detractor. */
  reason: string;
  /** The day that it counts on. */
  day: Day;
  /** Moments of the contract: an instant with its offset, or a date. */
  promised?: string;
  deliveredAt?: string;
  /** Calendar days late in the company's zone. */
  lateDays?: number;
  /** Minutes late; said where a day is too coarse. */
  lateMinutes?: number;
  /** What else is worth saying, in words: `12 of 400 rejected`, `NPS 3`. */
  detail?: string;
}

/** The versions behind it: `objective.version`, `reading.policy`, `reading.epoch`. */
export interface Evidence {
  /** Of the company as a whole, if it was configured. */
  company?: string;
  objective: Pick<
    Objective,
    'id' | 'title' | 'version' | 'target' | 'direction' | 'leastN' | 'window' | 'owner' | 'slice'
  >;
  /** The owner by name, where the id is known. */
  ownerName?: string;
  /** Who approved the objective, and since when it counts. */
  approval?: { author: string; reason?: string; effectiveFrom: Day };
  kpi: Pick<Kpi, 'id' | 'title' | 'unit' | 'counts' | 'definition' | 'better'>;
  /** The company's choices that shape the value, in words (`kpi.chosen(policy)`). */
  chosen: string;
  /** `null` for an objective that was never judged before. */
  from: AlertState | null;
  to: AlertState;
  /** The named reason of the transition (`missed`, `at-risk`, `cleared`, `silent` …). */
  reason: string;
  reading: EvidenceReading;
  /** Instant at which the alert entered its state. */
  since: string;
  /** The first day of the run of periods that stand as this one does; absent where it is the first. */
  sinceDay?: Day;
  /** Instant at which the evidence was gathered. */
  at: string;
  /** The zone in which days and instants are said. */
  timeZone: string;
  /** The last 13 periods, oldest first; the last one is the reading's own, perhaps still running. */
  history: EvidencePeriod[];
  /** The slices that contribute most, worst first. */
  contributions: EvidenceContribution[];
  /** Five records at most. */
  examples: EvidenceExample[];
  /** Records that the exceptions list for the window, the examples included. */
  exampleTotal?: number;
  /** For `ladder-climbed` and `told-again`: since when nobody acknowledged, who was told, and which step this is. */
  unacknowledged?: {
    since: string;
    /** By name. */
    told: string[];
    /** Hours that the company worked since then; every hour where its policy has no business hours. */
    hours?: number;
    business?: boolean;
    step?: number;
    steps?: number;
  };
  /** For `acceptance-ended`: who lived with it until when (included). */
  accepted?: { by: string; until: Day };
  /** For `process-changed`: the control chart. */
  signal?: ProcessSignal;
  /** What the rest of the period must bring, where the window is one that runs to date. */
  forecast?: Forecast;
  /** For `silent`: the sources that owe data, and when they last spoke. */
  silentSources?: { source: string; lastSeen?: string; cadenceHours?: number }[];
}
