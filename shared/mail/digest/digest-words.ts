/** How a digest says single things: a state, a slice's part in a change, an action, a figure that changed. Pure. */

import { aheadOfTarget } from '../../core/alert/judge.ts';
import type { AlertState } from '../../core/config/objective.ts';
import type { SliceChange } from '../../core/digest/analyse-change.ts';
import type { DigestAction, DigestContent, DigestObjective, DigestRestatement } from '../../core/digest/content.ts';
import { describeChange } from '../../core/digest/summarise.ts';
import {
  decimalsApart,
  formatDay,
  formatNumber,
  formatPeriod,
  formatShortDay,
  formatTarget,
  formatValue,
} from '../../core/text/format.ts';
import { dayAt } from '../../core/time/calendar.ts';
import { describePeriod } from '../../core/time/window.ts';
import type { Tone } from '../frame/frame.ts';

const states: Record<AlertState, { label: string; tone: Tone }> = {
  missed: { label: 'Missed', tone: 'bad' },
  'at-risk': { label: 'At risk', tone: 'warning' },
  silent: { label: 'No data', tone: 'quiet' },
  insufficient: { label: 'Too few', tone: 'quiet' },
  met: { label: 'Met', tone: 'good' },
};
export const stateLabel = (state: AlertState) => states[state];

/** `week 47, 2026`, `October 2026`, `week to 26 November 2026`. */
export const periodName = ({ cadence, period }: Pick<DigestContent, 'cadence' | 'period'>): string => {
  const words = describePeriod(period, cadence === 'weekly' ? 'week' : 'month');
  return cadence === 'monthly' || words.startsWith('week') ? words : `week to ${formatDay(period.to)}`;
};

/** The days in words, whatever the period is called: `16–22 November 2026`. */
export const periodDays = ({ period }: Pick<DigestContent, 'period'>): string => {
  const { from, to } = period;
  const [start, end] = [formatShortDay(from), formatShortDay(to)];
  return start.slice(-8) === end.slice(-8) ? `${Number(from.slice(8))}–${end}` : `${start} – ${end}`;
};

/** True where the value keeps the target while the alert is still open: it clears once that is sure. */
const isBack = ({ reading: { value }, ...objective }: DigestObjective): boolean =>
  value !== null && aheadOfTarget(value, objective) >= 0;

/** Who lives with it, knows of it, or that nobody does. */
export const standingWords = (objective: DigestObjective): string => {
  const { state, accepted, acknowledged, unacknowledged } = objective;
  if (state === 'met' || state === 'insufficient') return '';
  if (isBack(objective)) return 'back on target, not yet for long enough';
  if (accepted) return `accepted by ${accepted.by} until ${formatShortDay(accepted.until)}`;
  if (acknowledged) return `${acknowledged.by} knows`;
  return unacknowledged ? 'unacknowledged' : '';
};

/** The figures of a line, with decimals enough to tell the value from the target. */
export const figuresOf = (objective: DigestObjective) => {
  const { kpi, reading, target, direction } = objective;
  const decimals = reading.value === null ? undefined : decimalsApart(kpi.unit, reading.value, target);
  return {
    value: formatValue(kpi.unit, reading.value, decimals),
    target: `${direction === 'at-least' ? '≥' : '≤'} ${formatTarget(kpi.unit, target)}`,
    targetWords: `${direction === 'at-least' ? 'at least' : 'at most'} ${formatTarget(kpi.unit, target)}`,
    n: formatNumber(reading.n),
    change: describeChange(objective),
  };
};

/** `carrier=Alpine Freight` as people say it: `Alpine Freight (carrier)`. */
const sliceWords = (slice: string): string => {
  const at = slice.indexOf('=');
  if (at < 0) return slice;
  const dimension = slice
    .slice(0, at)
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase();
  return `${slice.slice(at + 1)} (${dimension})`;
};

/** How much of a worsening a slice accounts for. */
export const sliceChange = (slice: SliceChange, { kpi }: DigestObjective) => {
  const said = (value: number | null) => formatValue(kpi.unit, value);
  const share = slice.share > 1.05 ? 'more than all of it' : `${formatNumber(Math.min(1, slice.share) * 100)} % of it`;
  return {
    name: sliceWords(slice.slice),
    moved: `${said(slice.before)} → ${said(slice.after)}`,
    n: formatNumber(slice.n),
    share,
  };
};

/** What a worsening is, before its slices. */
export const worsenedWords = (objective: DigestObjective): string => {
  const { kpi, reading, before, window } = objective;
  const from = formatValue(kpi.unit, before?.value ?? null);
  return `${from} → ${formatValue(kpi.unit, reading.value)} in ${formatPeriod(window, reading.from, reading.to)} (${describeChange(objective)})`;
};

const standings: Record<DigestAction['standing'], { label: string; tone: Tone }> = {
  overdue: { label: 'Overdue', tone: 'bad' },
  'found-ineffective': { label: 'Not effective', tone: 'warning' },
  'found-effective': { label: 'Effective', tone: 'good' },
  open: { label: 'Open', tone: 'quiet' },
  done: { label: 'Done', tone: 'quiet' },
};
export const actionLabel = ({ standing }: DigestAction) => standings[standing];

export const actionWords = ({ owner, due, standing }: DigestAction): string => {
  switch (standing) {
    case 'overdue':
      return `${owner}, was due ${formatShortDay(due)}`;
    case 'found-ineffective':
      return `${owner}, open again, due ${formatShortDay(due)}`;
    case 'found-effective':
      return `${owner}: the target has been met since`;
    case 'done':
      return `${owner} says it is done; its effect is being watched`;
    case 'open':
      return `${owner}, due ${formatShortDay(due)}`;
  }
};

/** Old and new, with the least number of records behind it. */
export const restatementWords = (restatement: DigestRestatement, zone: string) => {
  const { title, unit, window, from, to, toldAt, records } = restatement;
  const said = ({ value, n }: { value: number | null; n: number }) =>
    `${formatValue(unit, value)} (n ${formatNumber(n)})`;
  const told = formatShortDay(dayAt(Date.parse(toldAt), zone));
  const behind = records === 1 ? 'At least 1 record' : `At least ${formatNumber(records)} records`;
  return {
    title: `${title}, ${formatPeriod(window, from, to)}`,
    moved: `${said(restatement.old)} → ${said(restatement.new)}`,
    why: `${behind} came late, ${records === 1 ? 'was' : 'were'} corrected or went since you were told on ${told}.`,
  };
};
