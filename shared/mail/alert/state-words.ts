/** What an alert mail says first for each state, whatever brought it about: badge, subject, headline and summary. */
import type { Evidence } from '../../core/alert/evidence.ts';
import { formatNumber } from '../../core/text/format.ts';
import type { Tone } from '../frame/frame.ts';
import { figuresOf, type Standing, standingOf } from './figures.ts';

export interface AlertWords {
  tone: Tone;
  badge: string;
  subject: string;
  headline: string;
  summary: string;
}

/** What is common to the words of all states and reasons. */
export const groundOf = (evidence: Evidence) => {
  const { kpi, objective } = evidence;
  const f = figuresOf(evidence);
  const standing = standingOf(evidence);
  const counted = `${f.value} ${f.when}, from ${f.n} ${kpi.counts}. The target is ${f.target}.`;
  return {
    ...f,
    standing,
    title: objective.title,
    side: objective.direction === 'at-least' ? 'below' : 'above',
    rests: standing === 'unknown' ? `Nothing was counted ${f.when}. The target is ${f.target}.` : counted,
    about: `${objective.title} ${f.value}, target ${f.target} (${f.period})`,
  };
};
export type Ground = ReturnType<typeof groundOf>;

/** What the interval says of a miss. */
const proofWords: Record<Standing, (ground: Ground) => string> = {
  unknown: () => '',
  kept: () => 'That keeps the target, but not by enough, or not for long enough yet, to close the alert.',
  behind: ({ interval }) => `The 95 % interval, ${interval}, reaches the target: this period alone proves nothing.`,
  proven: ({ interval, side }) =>
    `The whole 95 % interval, ${interval}, lies ${side} the target: chance does not explain it.`,
};

const missedHeadline: Record<Standing, (ground: Ground) => string> = {
  unknown: ({ title }) => `${title} missed its target, and now has no data`,
  kept: ({ title }) => `${title} missed its target, and is not safely back`,
  behind: ({ title, difference }) => `${title} misses its target by ${difference}`,
  proven: ({ title, difference }) => `${title} misses its target by ${difference}`,
};

export const wordsOfState = (evidence: Evidence): AlertWords => {
  const { kpi, objective, reading, to } = evidence;
  const ground = groundOf(evidence);
  const { title, about, rests, standing, side } = ground;
  switch (to) {
    case 'missed':
      return {
        tone: 'bad',
        badge: 'Target missed',
        subject: `Missed: ${about}`,
        headline: missedHeadline[standing](ground),
        summary: `${rests} ${proofWords[standing](ground)}`.trim(),
      };
    case 'at-risk': {
      const behind = `${title} is ${ground.difference} ${side} its target, not yet proven`;
      const reaches = `The 95 % interval, ${ground.interval}, still reaches the target: it may be chance.`;
      const isBehind = standing === 'behind' || standing === 'proven';
      return {
        tone: 'warning',
        badge: 'At risk',
        subject: `At risk: ${about}`,
        headline: isBehind ? behind : `${title} is still at risk`,
        summary: `${rests} ${standing === 'behind' ? reaches : proofWords[standing](ground)}`.trim(),
      };
    }
    case 'met':
      return {
        tone: 'good',
        badge: evidence.from === null ? 'On target' : 'Back on target',
        subject: `${evidence.from === null ? 'On target' : 'Back on target'}: ${about}`,
        headline: `${title} is ${evidence.from === null ? '' : 'back '}on target`,
        summary: `${rests} The 95 % interval is ${ground.interval}.`,
      };
    case 'silent':
      return {
        tone: 'quiet',
        badge: 'No data',
        subject: `No data: ${title}, target ${ground.target} (${ground.period})`,
        headline: `${title} has gone silent`,
        summary:
          standing === 'unknown'
            ? `No ${kpi.counts} were reported ${ground.when}, where data was due. ` +
              `The target is ${ground.target}; nobody knows whether it is met. A feed may have stopped.`
            : `A feed has stopped where data was due. Until then it was ${ground.value} ${ground.when}, from ` +
              `${ground.n} ${kpi.counts}. The target is ${ground.target}; nobody knows whether it is met now.`,
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
