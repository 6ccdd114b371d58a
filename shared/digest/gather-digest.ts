/** Gathers what the digests of one week or month say to everybody: each person's differs only in what they were told before. */
import type { Registry } from '../alerts/evaluate-objectives.ts';
import { objectivesOn, type Setting } from '../alerts/setting.ts';
import type { Alert } from '../core/alert/alert.ts';
import type { Transition } from '../core/alert/transition.ts';
import type { DigestContent } from '../core/digest/content.ts';
import type { Cadence } from '../core/digest/due.ts';
import { type DigestPeriod, periodBefore } from '../core/digest/period.ts';
import { byWorst, gotWorse } from '../core/digest/summarise.ts';
import { addDays, startOfMoment } from '../core/time/calendar.ts';
import { limitConcurrency } from '../runtime/limit-concurrency.ts';
import { readAlerts } from '../store/alerts.ts';
import type { NamedTable } from '../store/table.ts';
import { gatherActions, gatherDecisions, gatherUnreachable } from './gather-doings.ts';
import { type GatheredObjective, gatherObjective } from './gather-objective.ts';
import { gatherVoices } from './gather-voices.ts';
import { gatherWorsened } from './gather-worsened.ts';

export interface DigestTables {
  board: NamedTable;
  records: NamedTable;
  registry: Registry;
}

/** What is gathered for. */
export interface DigestOccasion {
  cadence: Cadence;
  period: DigestPeriod;
  /** Instant (ISO 8601, UTC) at which it is written. */
  at: string;
  /** False for a past day: what people did since is left out. */
  live: boolean;
}

export interface Gathered {
  content: Omit<DigestContent, 'person' | 'restatements' | 'timeZone'>;
  objectives: GatheredObjective[];
}

/** Objectives read at once: each is some ten queries. */
const atOnce = 4;
/** Objectives with a chart: the item that holds a digest has 400 KB. */
const mostCharts = 30;
/** Slices are looked for where it got worst; each is up to 120 queries. */
const mostWorsened = 3;

const alertsById = async (board: NamedTable): Promise<Map<string, Alert>> => {
  const alerts = new Map<string, Alert>();
  for await (const alert of readAlerts(board)) alerts.set(alert.objective, alert);
  return alerts;
};

type Unread = DigestContent['unread'][number];
type Read = GatheredObjective | Unread;
const isUnread = (read: Read): read is Unread => 'why' in read;
const isGathered = (read: Read): read is GatheredObjective => !isUnread(read);

const readObjectives = async ({ board, registry }: DigestTables, setting: Setting, occasion: DigestOccasion) => {
  const { period, cadence, live, at } = occasion;
  // A week that is due has just ended, in the reader's zone if not in the company's; a month may be told days later.
  const current = live && (cadence === 'weekly' || period.to >= addDays(setting.today, -1));
  const span = { period, before: periodBefore(period, cadence), current };
  const alerts = await alertsById(board);
  const limit = limitConcurrency(atOnce);
  return Promise.all(
    objectivesOn(setting, setting.today).map((approved) =>
      limit(async (): Promise<Read> => {
        const { id, title, kpi: kpiId } = approved.objective;
        const kpi = registry.kpis.find((candidate) => candidate.id === kpiId);
        if (!kpi) return { objective: id, title, why: `this version has no KPI ${kpiId}` };
        const gathered = await gatherObjective(board, setting, approved, kpi, alerts.get(id), span, at);
        return gathered ?? { objective: id, title, why: 'nothing counts yet' };
      }),
    ),
  );
};

const inPeriod = ({ period }: DigestOccasion, { policy }: Setting) => {
  const from = new Date(startOfMoment(period.from, policy.timeZone)).toISOString();
  const end = new Date(startOfMoment(addDays(period.to, 1), policy.timeZone)).toISOString();
  return ({ at }: Transition) => from <= at && at < end;
};

const signalsOf = (gathered: readonly GatheredObjective[], occasion: DigestOccasion, setting: Setting) =>
  gathered.flatMap(({ objective, transitions }) =>
    transitions.filter(inPeriod(occasion, setting)).flatMap(({ reason, evidence }) => {
      const { signal } = evidence;
      return reason === 'process-changed' && signal ? [{ objective: objective.id, words: signal.words }] : [];
    }),
  );

/** The sources that owe data to an objective which is silent now, as its alert's evidence has them. */
const silentSourcesOf = (gathered: readonly GatheredObjective[]) => {
  const silent = gathered
    .filter(({ objective }) => objective.state === 'silent')
    .flatMap(({ transitions }) => transitions.find(({ to }) => to === 'silent')?.evidence.silentSources ?? []);
  const bySource = new Map(silent.map(({ source, lastSeen }) => [source, { source, ...(lastSeen && { lastSeen }) }]));
  return [...bySource.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
};

export const gatherDigest = async (
  tables: DigestTables,
  setting: Setting,
  occasion: DigestOccasion,
): Promise<Gathered> => {
  const { board, records } = tables;
  const { cadence, period, at, live } = occasion;
  const read = await readObjectives(tables, setting, occasion);
  const gathered = read.filter(isGathered).sort((a, b) => byWorst(a.objective, b.objective));
  const worse = gathered.filter(({ objective }) => gotWorse(objective)).slice(0, mostWorsened);
  const ids = gathered.map(({ objective }) => objective.id);
  const [worsened, voices, actions, decisions, unreachable] = await Promise.all([
    Promise.all(worse.map((each) => gatherWorsened(board, setting, each))),
    gatherVoices(board, records, setting, period),
    live ? gatherActions(board, setting, period) : [],
    live ? gatherDecisions(board, setting, ids, period) : [],
    live ? gatherUnreachable(board, setting) : [],
  ]);
  return {
    objectives: gathered,
    content: {
      ...{ cadence, period, at, worsened, actions, decisions, unreachable },
      ...(setting.policy.company && { company: setting.policy.company }),
      objectives: gathered.map(({ objective }, at) => (at < mostCharts ? objective : { ...objective, history: [] })),
      unread: read.filter(isUnread),
      signals: signalsOf(gathered, occasion, setting),
      forecasts: gathered.flatMap(({ objective, forecast }) =>
        forecast ? [{ objective: objective.id, words: forecast }] : [],
      ),
      voices: voices.voices,
      voiceTotal: voices.total,
      silentSources: live ? silentSourcesOf(gathered) : [],
      frozen: setting.frozen,
    },
  };
};
