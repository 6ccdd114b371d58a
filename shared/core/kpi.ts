/** What a tally, a KPI and its measure are. Every file in `shared/kpis` fills these shapes in. */
import type { Facets } from '../../events/facets.ts';
import type { RecordType } from '../../events/record-types.ts';
import type { Policy, PolicyInput } from './config/policy.ts';
import type { Interval } from './intervals/interval.ts';
import type { RecordByType } from './record/record.ts';
import type { Day } from './time/calendar.ts';

/** Named integers that can be added and taken away again. A counter that is missing is zero. */
export type Counters = Record<string, number>;

/** What one record type adds to its rows: the part of a KPI that is counted, and that a rebuild recounts. */
export interface Tally<T extends RecordType = RecordType> {
  /** Short and unique: the prefix of its counters in a row (`otd` in `otd.n`). */
  key: string;
  /** Goes up whenever the result for any record changes; a new version opens an epoch. */
  version: number;
  type: T;
  /** Counters that one record can move by more than 1 (units, lines), or all of them. The others count records. */
  amounts?: 'all' | readonly string[];
  /**
   * Counters of one record: integers, a function of the record and the policy alone, never of the clock.
   * `undefined` where the record has nothing to count. The policy is already narrowed to the record's namespace.
   */
  count(record: RecordByType[T], policy: Policy): Counters | undefined;
}

/** Any tally, whatever its record type. */
export type AnyTally = { [T in RecordType]: Tally<T> }[RecordType];

/** What a KPI reads: merged rows of one slice over one window. */
export interface KpiRows {
  /** Counters of a tally over the whole window, without the prefix. */
  sum(tally: AnyTally): Counters;
  /** The same by day, oldest first; days without rows are left out. */
  days(tally: AnyTally): { day: Day; counters: Counters }[];
  /** The last day of the window. */
  to: Day;
  policy: Policy;
}

export interface Measure {
  /** The reading, unrounded, in the KPI's unit. `null` when there is nothing to read. */
  value: number | null;
  /** What the value rests on: deliveries due, units inspected, answers. Always shown. */
  n: number;
  /** 95 % interval in the KPI's unit; `null` when n is 0 or too few to bound it. Ends may be infinite. */
  interval: Interval | null;
  /** How many went wrong: late deliveries, rejected units, detractors. What slices are ranked by; absent where none can. */
  misses?: number;
}

export const units = {
  /** A share of 0 to 1, shown in percent. */
  share: { decimals: 1 },
  /** Parts per million. */
  ppm: { decimals: 0 },
  /** Defects per million opportunities. */
  dpmo: { decimals: 0 },
  /** Net promoter score, −100 to 100. */
  nps: { decimals: 1 },
  /** Difference of two percentages, −100 to 100. */
  percentagePoints: { decimals: 1 },
  /** Points on a scale (1 to 5, 1 to 7). */
  points: { decimals: 2 },
  /** Per 1,000 deliveries. */
  perThousand: { decimals: 1 },
  hours: { decimals: 1 },
  days: { decimals: 1 },
  count: { decimals: 0 },
} as const;
export type Unit = keyof typeof units;

export interface Kpi {
  /** Kebab-case, unique, the name of its file: `on-time-delivery`. */
  id: string;
  title: string;
  /** One sentence for people: what is divided by what. */
  definition: string;
  unit: Unit;
  /** Which direction is good. */
  better: 'higher' | 'lower';
  /** The noun that n counts, plural: `deliveries due`. */
  counts: string;
  tallies: AnyTally[];
  read(rows: KpiRows): Measure;
  /** Exceptions that show what went wrong, by reason: `late`. Absent: every exception of its record types. */
  examples?: readonly string[];
  /**
   * A day's value goes on changing for long after the day, as its complaints are resolved or its late deliveries come:
   * the newest days cannot be held against older ones, so there is no control chart and no forecast of it, and a change is no correction.
   */
  ripens?: true;
  /** The company's choices that shape the value, in words, printed beside it; empty where there are none. */
  chosen(policy: Policy): string;
}

/** A worked example of a KPI: each file in `shared/kpis` brings its own, tests run them, and readers learn from them. */
export interface KpiExample {
  /** What it shows, as a sentence. */
  says: string;
  /** Definitions that differ from the default policy. */
  policy?: PolicyInput;
  /** The facets of each record. */
  deliveries?: readonly Facets['delivery'][];
  inspections?: readonly Facets['inspection'][];
  complaints?: readonly Facets['complaint'][];
  responses?: readonly Facets['response'][];
  /** The last day of the window; it begins before every record. */
  to?: Day;
  expect: { value: number | null; n: number; interval?: Interval | null };
}
