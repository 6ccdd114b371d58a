/** Finds the newest change of a KPI's process: run rules over control charts, a change told once. */
import type { Kpi } from '../kpi.ts';
import { choosePoints, fitChart } from './fit-chart.ts';
import { breakAt, type Side, windowOf } from './nelson-rules.ts';
import { pooledShare } from './p-chart.ts';
import { type Limits, meanOf } from './sample.ts';
import type { NelsonRule, ProcessPoint, ProcessSignal } from './signal.ts';
import { describeSignal } from './signal-words.ts';
import type { ProcessSeries, Subgroup } from './subgroups.ts';

/** Points that limits are computed from: the newest ones before the longest run that is looked for. */
const baselinePoints = { least: 20, most: 60 };
/** Flags with fewer points than this from one to the next belong to one change, which is told where it begins. */
const apart = 6;
/** A change that begins earlier than this many points ago is no news: it was told, or came with a back-fill. */
const fresh = 3;
/** As many points as all of this looks back on. */
const lookBack = baselinePoints.most + 15 + apart + fresh;

interface Flag {
  /** Position of the point that ends the run. */
  at: number;
  rule: NelsonRule;
  side: Side;
}

interface Fitted {
  chart: ProcessSignal['chart'];
  baseline: readonly Subgroup[];
  /** The limits of every point from the baseline's first on. */
  limits: readonly Limits[];
  /** Where the baseline begins among all points. */
  first: number;
}

/** The chart by which the point at a position is judged; its baseline ends before the runs that end there begin. */
const fitAt = (kpi: Kpi, points: readonly Subgroup[], at: number, gap: number): Fitted | undefined => {
  const end = at + 1 - gap;
  const first = Math.max(0, end - baselinePoints.most);
  const baseline = points.slice(first, Math.max(first, end));
  if (baseline.length < baselinePoints.least) return undefined;
  const { chart, limits } = fitChart(kpi, baseline);
  const each = points.slice(first).map(({ n }) => limits(n));
  // A baseline that never varied knows no sigma.
  return each.every(({ sigma }) => sigma > 0) ? { chart, baseline, limits: each, first } : undefined;
};

const scored = (points: readonly Subgroup[], { limits, first }: Fitted) =>
  points.slice(first).map(({ value }, i) => {
    const { centre, sigma } = limits[i] as Limits;
    return { value, z: (value - centre) / sigma };
  });

/** The rules that the point at a position breaks. */
const flagsAt = (points: readonly Subgroup[], fitted: Fitted, at: number, rules: readonly NelsonRule[]): Flag[] => {
  const chart = scored(points, fitted);
  return rules.flatMap((rule) => {
    const side = breakAt(rule, chart, at - fitted.first);
    return side === undefined ? [] : [{ at, rule, side }];
  });
};

/** The flag that begins the newest change, if that is news: none that points the same way comes shortly before it. */
const newestBeginning = (flags: readonly Flag[], count: number): Flag | undefined =>
  flags
    .filter(({ at }) => at >= count - fresh)
    .filter(({ at, side }) => !flags.some((other) => other.side === side && other.at < at && at - other.at < apart))
    .sort((a, b) => b.at - a.at || a.rule - b.rule)[0];

/** The points of the run that broke a rule: all of its window, or those of it beyond the rule's sigmas. */
const runOf = ({ at, rule, side }: Flag, chart: readonly { z: number }[], first: number): number[] => {
  const sigmas = rule === 5 ? 2 : rule === 6 ? 1 : undefined;
  const window = Array.from({ length: windowOf(rule) }, (_, i) => at + 1 - windowOf(rule) + i);
  return sigmas === undefined ? window : window.filter((i) => (chart[i - first]?.z ?? 0) * side > sigmas);
};

const directionOf = (side: Side, better: Kpi['better']): ProcessSignal['direction'] => {
  if (side === 0) return 'neither';
  return side > 0 === (better === 'higher') ? 'better' : 'worse';
};

const toSignal = (
  kpi: Kpi,
  by: 'day' | 'week',
  points: readonly Subgroup[],
  fitted: Fitted,
  flag: Flag,
): ProcessSignal => {
  const { chart, baseline, limits, first } = fitted;
  const run = runOf(flag, scored(points, fitted), first);
  const flagged = run.map((at) => points[at] as Subgroup);
  const [from, to] = [flagged[0] as Subgroup, flagged.at(-1) as Subgroup];
  const shown = points.slice(first).map((point, i): ProcessPoint => {
    const { centre, low, high } = limits[i] as Limits;
    const { from, to, value, n } = point;
    return { from, to, value, n, centre, low, high, flagged: run.includes(first + i) };
  });
  const signal = {
    rule: flag.rule,
    day: from.from,
    to: to.to,
    direction: directionOf(flag.side, kpi.better),
    chart,
    by,
    unit: kpi.unit,
    baseline: { from: baseline[0]?.from ?? '', to: baseline.at(-1)?.to ?? '', points: baseline.length },
    before: limits[0]?.centre ?? Number.NaN,
    after: chart === 'xmr' ? meanOf(flagged.map(({ value }) => value)) : pooledShare(flagged),
    points: shown,
  };
  return { ...signal, words: describeSignal(signal, flag.side) };
};

/**
 * The change that begins among the newest points of a series, if there is one. Each point is judged by limits from the
 * 20 to 60 points before the longest run that ends at it, so a change never widens the limits that it is found by.
 *
 * @param series what was complete on the day: see `seriesOf`
 * @param rules which of Nelson's rules tell
 */
export const findSignal = (kpi: Kpi, series: ProcessSeries, rules: readonly number[]): ProcessSignal | undefined => {
  if (kpi.ripens || rules.length === 0) return undefined;
  const newest = { day: series.day.slice(-lookBack), week: series.week.slice(-lookBack) };
  const chosen = choosePoints(kpi, newest);
  if (!chosen) return undefined;
  const { by, points } = chosen;
  const told = ([1, 2, 3, 4, 5, 6, 7, 8] as const).filter((rule) => rules.includes(rule));
  const gap = Math.max(...told.map(windowOf));
  const from = Math.max(0, points.length - fresh - apart);
  const fits = new Map<number, Fitted>();
  const flags: Flag[] = [];
  for (let at = from; at < points.length; at++) {
    const fitted = fitAt(kpi, points, at, gap);
    if (!fitted) continue;
    fits.set(at, fitted);
    flags.push(...flagsAt(points, fitted, at, told));
  }
  const flag = newestBeginning(flags, points.length);
  const fitted = flag && fits.get(flag.at);
  return flag && fitted && toSignal(kpi, by, points, fitted, flag);
};
