/**
 * What a digest says: all that was gathered when it was written, as plain JSON. It is stored as evidence of what the
 * person was told, and the mail is written from it alone, now or a year later.
 */

import type { EvidenceInterval, EvidencePeriod } from '../alert/evidence.ts';
import type { AlertState, Objective } from '../config/objective.ts';
import type { Counters, Kpi } from '../kpi.ts';
import type { Day } from '../time/calendar.ts';
import type { SliceChange } from './analyse-change.ts';
import type { Cadence } from './due.ts';
import type { DigestPeriod } from './period.ts';

/** How a KPI stood over a window. */
export interface DigestReading {
  from: Day;
  to: Day;
  /** In the KPI's unit, unrounded. */
  value: number | null;
  n: number;
  interval: EvidenceInterval | null;
}

/** A reading as somebody was told it, with what it takes to find out later how many records changed it. */
export interface ToldReading extends Pick<DigestReading, 'from' | 'to' | 'value' | 'n'> {
  objective: string;
  kpi: string;
  /** `total`, or `site=Lyon`. */
  slice: string;
  policy: number;
  /** Instant at which it was told. */
  toldAt: string;
  /** Over the whole window. */
  counters: Counters;
  /** By day, where that is not too much to keep. */
  days?: Record<Day, Counters>;
}

export interface DigestObjective {
  id: string;
  title: string;
  /** Of the owner, by name where it is known. */
  owner: string;
  state: AlertState;
  /** How it stood before the week or month; absent where it was not judged then. */
  stateBefore?: AlertState;
  kpi: Pick<Kpi, 'id' | 'title' | 'unit' | 'counts'>;
  target: number;
  direction: Objective['direction'];
  window: Objective['window'];
  /** `total`, or `site=Lyon`. */
  slice: string;
  reading: DigestReading;
  /** A week or a month before, with what is known today; absent where nothing counted then. */
  before?: DigestReading;
  /** Periods of the small chart, oldest first; empty for objectives far down the list. */
  history: Pick<EvidencePeriod, 'from' | 'to' | 'value'>[];
  /** True where a miss has nobody who said that they know; absent where that is not of now. */
  unacknowledged?: boolean;
  /** Who said that they know. */
  acknowledged?: { by: string; at: string };
  /** Until when (included) somebody lives with it. */
  accepted?: { by: string; until: Day };
}

/** An objective whose value is worse than a week or a month ago, and what that comes from. */
export interface DigestWorsened {
  objective: string;
  /** The slices that account for most of it, the one that explains most first; empty where none stands out. */
  slices: SliceChange[];
  /** False where slices do not add up to the value (medians, products): nothing can be said of them. Absent: they do. */
  addsUp?: false;
}

/** What a customer said, shortened, without what is personal. */
export interface DigestVoice {
  type: 'complaint' | 'response';
  namespace: string;
  subject: string;
  day: Day;
  /** `complaint about damaged, high`, `NPS 3`. */
  about: string;
  text: string;
}

export interface DigestAction {
  id: string;
  what: string;
  objective: string;
  /** By name, where it is known. */
  owner: string;
  due: Day;
  standing: 'overdue' | 'open' | 'done' | 'found-effective' | 'found-ineffective';
}

export interface DigestDecision {
  objective: string;
  /** In words: `accepts it until 30 November 2026`. */
  words: string;
  by: string;
  at: string;
  reason?: string;
}

export interface DigestRestatement {
  objective: string;
  title: string;
  unit: Kpi['unit'];
  window: Objective['window'];
  from: Day;
  to: Day;
  toldAt: string;
  old: { value: number | null; n: number };
  new: { value: number | null; n: number };
  /** At least so many records came late, were corrected or were taken away. */
  records: number;
}

export interface DigestContent {
  person: { id: string; name: string };
  cadence: Cadence;
  period: DigestPeriod;
  /** Instant at which it was written. */
  at: string;
  /** The zone in which days and instants are said: the person's. */
  timeZone: string;
  company?: string;
  /** The worst first. */
  objectives: DigestObjective[];
  /** Objectives that could not be read, with the reason. */
  unread: { objective: string; title: string; why: string }[];
  worsened: DigestWorsened[];
  signals: { objective: string; words: string }[];
  forecasts: { objective: string; words: string }[];
  voices: DigestVoice[];
  /** What customers said in all, of which `voices` are some. */
  voiceTotal: number;
  actions: DigestAction[];
  decisions: DigestDecision[];
  /** Sources that owe data: since when nothing came. */
  silentSources: { source: string; lastSeen?: string }[];
  /** People whose mail does not arrive. */
  unreachable: { id: string; name: string; why: string }[];
  restatements: DigestRestatement[];
  /** True while the rows stand still until a rebuild. */
  frozen: boolean;
}
