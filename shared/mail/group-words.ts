/** What a mail about several alerts says first: how many of each kind, and which one is the worst. */
import type { Evidence } from '../core/evidence.ts';
import { asksForDecision } from './choice-buttons.ts';
import { figuresOf } from './figures.ts';
import type { Tone } from './frame.ts';

/** A process signal and data that come again are told whatever state the target is in. */
type Kind = Evidence['to'] | 'changed' | 'speaks';

const kindOf = ({ to, reason }: Evidence): Kind => {
  if (reason === 'process-changed') return 'changed';
  return reason === 'source-speaks' ? 'speaks' : to;
};

interface KindWords {
  tone: Tone;
  /** Beside one objective. */
  label: string;
  /** How many: first in a line, and further on in it. */
  first(count: number): string;
  further(count: number): string;
}
const several = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const words: Record<Kind, KindWords> = {
  missed: {
    tone: 'bad',
    label: 'Missed',
    first: (count) => `${several(count, 'target', 'targets')} missed`,
    further: (count) => `${count} missed`,
  },
  'at-risk': {
    tone: 'warning',
    label: 'At risk',
    first: (count) => `${several(count, 'target', 'targets')} at risk`,
    further: (count) => `${count} at risk`,
  },
  silent: {
    tone: 'quiet',
    label: 'No data',
    first: (count) => `${several(count, 'objective', 'objectives')} without data`,
    further: (count) => `${count} without data`,
  },
  changed: {
    tone: 'warning',
    label: 'Process changed',
    first: (count) => `${several(count, 'process', 'processes')} changed`,
    further: (count) => `${several(count, 'process', 'processes')} changed`,
  },
  met: {
    tone: 'good',
    label: 'On target',
    first: (count) => `${several(count, 'objective', 'objectives')} back on target`,
    further: (count) => `${count} back on target`,
  },
  insufficient: {
    tone: 'quiet',
    label: 'Too few to judge',
    first: (count) => `${several(count, 'objective', 'objectives')} with too few to judge`,
    further: (count) => `${count} with too few to judge`,
  },
  speaks: {
    tone: 'quiet',
    label: 'Data again',
    first: (count) => `${several(count, 'objective', 'objectives')} with data again`,
    further: (count) => `${count} with data again`,
  },
};

/** The state beside an objective, in a word or two. */
export const labelOf = (evidence: Evidence): { tone: Tone; label: string } => {
  const { tone, label } = words[kindOf(evidence)];
  return { tone, label };
};

/** `3 targets missed`, `1 at risk` …, in the order in which the kinds come. */
const countKinds = (evidences: readonly Evidence[]): string[] => {
  const counts = new Map<Kind, number>();
  for (const kind of evidences.map(kindOf)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count], at) => (at === 0 ? words[kind].first(count) : words[kind].further(count)));
};

/** Phones show about so many characters of a subject. */
const subjectLength = 78;
const lengthOf = (text: string) => [...text].length;

const itemOf = (evidence: Evidence): string => {
  const { title } = evidence.objective;
  const kind = kindOf(evidence);
  if (kind === 'silent') return `${title} silent`;
  return kind === 'changed' ? `${title} changed` : `${title} ${figuresOf(evidence).value}`;
};

const cut = (text: string, most: number) =>
  lengthOf(text) > most ? `${[...text].slice(0, most - 1).join('')}…` : text;

/** As many counts and as many objectives as a phone shows; the worst one always. */
const fitSubject = (counts: readonly string[], items: readonly string[]): string => {
  const [worst = '', ...others] = items;
  const room = (head: string) => subjectLength - lengthOf(head) - 2;
  // Counts give way to the worst objective, of whose name 24 characters tell enough.
  let head = counts.join(', ');
  for (let kept = counts.length - 1; kept > 0 && room(head) < Math.min(24, lengthOf(worst)) + 3; kept--)
    head = `${counts.slice(0, kept).join(', ')} …`;
  let shown = cut(worst, room(head) - (others.length > 0 ? 3 : 0));
  for (const [at, item] of others.entries()) {
    const next = `${shown}, ${item}`;
    const isLast = at === others.length - 1;
    if (lengthOf(next) > room(head) - (isLast ? 0 : 3)) return `${head}: ${shown}, …`;
    shown = next;
  }
  return `${head}: ${shown}`;
};

export interface GroupWords {
  tone: Tone;
  subject: string;
  headline: string;
  summary: string;
}

const isReminder = ({ reason }: Evidence) => reason === 'ladder-climbed' || reason === 'told-again';

/** The words for several alerts, worst first. */
export const groupWords = (evidences: readonly [Evidence, ...Evidence[]]): GroupWords => {
  const [worst] = evidences;
  const counts = countKinds(evidences);
  const f = figuresOf(worst);
  const reminders = evidences.filter(isReminder).length;
  const subject = fitSubject(isReminder(worst) ? [`Not acknowledged: ${counts[0]}`, ...counts.slice(1)] : counts, [
    ...evidences.map(itemOf),
  ]);
  const said = [
    kindOf(worst) === 'missed' &&
      `${worst.objective.title} is the furthest behind: ${f.value} in ${f.period}, target ${f.target}.`,
    reminders > 0 &&
      `Nobody has acknowledged ${reminders === evidences.length ? 'any of them' : `${reminders} of them`}.`,
    evidences.some(asksForDecision) && 'Each can be decided below.',
  ];
  return {
    tone: words[kindOf(worst)].tone,
    subject,
    headline: counts.join(', '),
    summary: said.filter(Boolean).join(' '),
  };
};
