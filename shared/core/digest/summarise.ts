/** The digest in one sentence, and how an objective's value moved. */

import type { AlertState } from '../config/objective.ts';
import { decimalsApart, formatDifference, joinNames } from '../text/format.ts';
import type { DigestContent, DigestObjective } from './content.ts';

/** Worst first: how objectives are listed. */
const severity: Record<AlertState, number> = { missed: 0, silent: 1, 'at-risk': 2, insufficient: 3, met: 4 };

/** By state, the worst first; of one state those that got worse first, then by title. */
export const byWorst = (a: DigestObjective, b: DigestObjective): number => {
  const worse = (objective: DigestObjective) => Number(changeOf(objective)?.better === false);
  return severity[a.state] - severity[b.state] || worse(b) - worse(a) || (a.title < b.title ? -1 : 1);
};

export interface Change {
  /** In the KPI's unit, unrounded; positive for more. */
  difference: number;
  better: boolean;
}

/** How the value moved since a week or a month ago; `undefined` where one of the two is not known or both are the same. */
export const changeOf = ({ reading, before, direction }: DigestObjective): Change | undefined => {
  if (reading.value === null || !before || before.value === null) return undefined;
  const difference = reading.value - before.value;
  if (difference === 0) return undefined;
  return { difference, better: direction === 'at-least' ? difference > 0 : difference < 0 };
};

/** `1.2 points worse`, `no change`; decimals as many as the difference needs to be seen, two at most. */
export const describeChange = (objective: DigestObjective): string => {
  const { reading, before, kpi } = objective;
  if (reading.value === null || !before || before.value === null) return '';
  const change = changeOf(objective);
  if (!change) return 'no change';
  const decimals = Math.min(2, decimalsApart(kpi.unit, reading.value, before.value));
  const shown = formatDifference(kpi.unit, change.difference, decimals);
  return /[1-9]/.test(shown) ? `${shown} ${change.better ? 'better' : 'worse'}` : 'no change';
};

/** True if a value got worse by more than chance explains, or its objective stands worse than before. */
export const gotWorse = (objective: DigestObjective): boolean => {
  const { reading, before, state, stateBefore } = objective;
  if (changeOf(objective)?.better !== false) return false;
  if (stateBefore && severity[state] < severity[stateBefore]) return true;
  if (!before || before.value === null || !reading.interval) return false;
  const [low, high] = reading.interval;
  return (low !== null && before.value < low) || (high !== null && before.value > high);
};

const numbers = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const inWords = (count: number) => numbers[count] ?? String(count);
const plural = (count: number, one: string, many = `${one}s`) => (count === 1 ? one : many);

type Gathered = Pick<DigestContent, 'objectives' | 'cadence' | 'actions' | 'silentSources'>;

const compared = (now: number, before: number, when: string): string => {
  if (now === before) return `, as many as ${when}`;
  const by = Math.abs(now - before);
  return `, ${inWords(by)} ${now > before ? 'more' : 'fewer'} than ${when}`;
};

const namesOf = (objectives: readonly DigestObjective[]): string =>
  joinNames(
    objectives.map(({ title }) => title),
    3,
  );

/** Where nothing is missed: what is open nevertheless, or that nothing could be judged. */
const summariseUnmissed = (objectives: readonly DigestObjective[], before: number, when: string): string => {
  const of = (state: AlertState) => objectives.filter((objective) => objective.state === state);
  const total = objectives.length;
  const first = objectives[0]?.title;
  if (of('met').length === total) {
    const were = before > 0 ? `; ${inWords(before)} ${plural(before, 'was', 'were')} missed ${when}` : '';
    return total === 1 ? `${first} meets its target.` : `All ${total} targets are met${were}.`;
  }
  if (of('insufficient').length === total)
    return `There is too little data to judge ${total === 1 ? first : `any of ${total} targets`}.`;
  const none = total === 1 ? 'The target is not missed' : `None of ${total} targets is missed`;
  const ended = before > 0 ? `, ${inWords(before)} fewer than ${when}` : '';
  const said = (state: AlertState, one: string, many: string) => {
    const found = of(state);
    return found.length > 0 ? [`${namesOf(found)} ${plural(found.length, one, many)}`] : [];
  };
  const open = [...said('at-risk', 'is at risk', 'are at risk'), ...said('silent', 'has no data', 'have no data')];
  return `${none}${ended}${open.length > 0 ? `; ${open.join(', ')}` : ''}.`;
};

/** How the targets stand, in one sentence: `2 of 6 targets are missed, one more than last week: A and B.` */
export const summarise = ({ objectives, cadence }: Gathered): string => {
  const when = cadence === 'weekly' ? 'last week' : 'last month';
  const total = objectives.length;
  if (total === 0) return 'No objective is in force yet.';
  const missed = objectives.filter(({ state }) => state === 'missed');
  const before = objectives.filter(({ stateBefore }) => stateBefore === 'missed').length;
  if (missed.length === 0) return summariseUnmissed(objectives, before, when);
  if (total === 1) return `The target is missed: ${namesOf(missed)}.`;
  const known = objectives.some(({ stateBefore }) => stateBefore !== undefined);
  const than = known ? compared(missed.length, before, when) : '';
  return `${missed.length} of ${total} targets ${plural(missed.length, 'is', 'are')} missed${than}: ${namesOf(missed)}.`;
};

/** What else asks for attention, each in a few words: `3 actions overdue`. */
export const remarks = ({ objectives, actions, silentSources }: Gathered): string[] => {
  const count = (amount: number, words: string) => (amount > 0 ? [`${amount} ${words}`] : []);
  const of = (standing: DigestContent['actions'][number]['standing']) =>
    actions.filter((action) => action.standing === standing).length;
  const unknown = objectives.filter(({ unacknowledged }) => unacknowledged).length;
  const [overdue, ineffective] = [of('overdue'), of('found-ineffective')];
  return [
    ...count(unknown, `${plural(unknown, 'miss', 'misses')} nobody has acknowledged`),
    ...count(overdue, `${plural(overdue, 'action')} overdue`),
    ...count(ineffective, `${plural(ineffective, 'action')} found ineffective`),
    ...count(silentSources.length, `${plural(silentSources.length, 'source')} silent`),
  ];
};
