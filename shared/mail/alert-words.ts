/** What an alert mail says first: its badge, subject, headline and summary, with wording of its own for each state. */
import type { Evidence } from '../core/evidence.ts';
import {
  decimalsApart,
  formatDifference,
  formatInterval,
  formatNumber,
  formatPeriod,
  formatTarget,
  formatValue,
} from '../core/format.ts';
import { units } from '../core/kpi.ts';
import type { Tone } from './frame.ts';

export interface AlertWords {
  tone: Tone;
  badge: string;
  subject: string;
  headline: string;
  summary: string;
}

/** The figures as texts, with decimals enough to tell the value from the target. */
export const figuresOf = ({ kpi, objective, reading }: Evidence) => {
  const { value } = reading;
  const decimals = value === null ? units[kpi.unit].decimals : decimalsApart(kpi.unit, value, objective.target);
  return {
    value: formatValue(kpi.unit, value, decimals),
    target: `${objective.direction === 'at-least' ? 'at least' : 'at most'} ${formatTarget(kpi.unit, objective.target)}`,
    n: formatNumber(reading.n),
    interval: formatInterval(kpi.unit, reading.interval, decimals),
    difference: value === null ? '' : formatDifference(kpi.unit, value - objective.target, decimals),
    period: formatPeriod(objective.window, reading.from, reading.to),
  };
};

const spoken = {
  missed: 'missed',
  'at-risk': 'at risk',
  met: 'met',
  silent: 'silent',
  insufficient: 'too few to judge',
};

/** Words for a state: `at risk`, `too few to judge`. */
export const stateWords = (state: Evidence['to']): string => spoken[state];

/** What a reading after a silence means: what was open before it has not cleared by being silent. */
const standing: Record<Evidence['to'], string> = {
  missed: 'It was missed before the silence. That stands until it is back on target.',
  'at-risk': 'It was at risk before the silence. That stands until it is back on target.',
  met: 'The target is met.',
  silent: 'Data has stopped again.',
  insufficient: 'That is too few to judge yet.',
};

/** The opening words of the mail. */
export const alertWords = (evidence: Evidence): AlertWords => {
  const { kpi, objective, reading, to } = evidence;
  const { title } = objective;
  const f = figuresOf(evidence);
  const side = objective.direction === 'at-least' ? 'below' : 'above';
  const rests = `${f.value} in ${f.period}, from ${f.n} ${kpi.counts}. The target is ${f.target}.`;
  const about = `${title} ${f.value}, target ${f.target} (${f.period})`;
  if (evidence.reason === 'source-speaks')
    return {
      tone: 'quiet',
      badge: 'Data again',
      subject: `Data again: ${about}`,
      headline: `${title} has data again`,
      summary: `${rests} ${standing[to]}`,
    };
  switch (to) {
    case 'missed':
      return {
        tone: 'bad',
        badge: 'Target missed',
        subject: `Missed: ${about}`,
        headline: `${title} misses its target by ${f.difference}`,
        summary: `${rests} The whole 95 % interval, ${f.interval}, lies ${side} the target: chance does not explain it.`,
      };
    case 'at-risk':
      return {
        tone: 'warning',
        badge: 'At risk',
        subject: `At risk: ${about}`,
        headline: `${title} is ${f.difference} ${side} its target, not yet proven`,
        summary: `${rests} The 95 % interval, ${f.interval}, still reaches the target: it may be chance.`,
      };
    case 'met':
      return {
        tone: 'good',
        badge: evidence.from === null ? 'On target' : 'Back on target',
        subject: `${evidence.from === null ? 'On target' : 'Back on target'}: ${about}`,
        headline: `${title} is ${evidence.from === null ? '' : 'back '}on target`,
        summary: `${rests} The 95 % interval is ${f.interval}.`,
      };
    case 'silent':
      return {
        tone: 'quiet',
        badge: 'No data',
        subject: `No data: ${title}, target ${f.target} (${f.period})`,
        headline: `${title} has gone silent`,
        summary:
          `No ${kpi.counts} were reported in ${f.period}, where data was due. ` +
          `The target is ${f.target}; nobody knows whether it is met. A feed may have stopped.`,
      };
    case 'insufficient':
      return {
        tone: 'quiet',
        badge: 'Too few to judge',
        subject: `Too few to judge: ${about}`,
        headline: `${title} has too few ${kpi.counts} to be judged`,
        summary: `${rests} At least ${formatNumber(objective.leastN)} are needed; there are ${formatNumber(reading.n)}.`,
      };
  }
};
