/** What a mail about several alerts says first: how many of each kind, and which one is the worst. */
import type { Evidence } from '../../core/alert/evidence.ts';
import type { Tone } from '../frame/frame.ts';
import { asksForDecision } from './choice-buttons.ts';
import { figuresOf } from './figures.ts';

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
    label: 'Changed',
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

/** How many of each kind, in the order in which the kinds come. */
const countKinds = (evidences: readonly Evidence[]): [Kind, number][] => {
  const counts = new Map<Kind, number>();
  for (const kind of evidences.map(kindOf)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
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

/** The worst objective always, and of the others, worst first, those that a phone still shows. */
const fitSubject = (head: string, [worst = '', ...others]: readonly string[]): string => {
  const room = subjectLength - lengthOf(head) - 2;
  const more = ', …';
  const all = [worst, ...others].join(', ');
  if (lengthOf(all) <= room) return `${head}: ${all}`;
  let shown = cut(worst, room - (others.length > 0 ? more.length : 0));
  for (const item of others) {
    const next = `${shown}, ${item}`;
    if (lengthOf(next) <= room - more.length) shown = next;
  }
  return `${head}: ${shown}${others.length > 0 ? more : ''}`;
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
  const [kind, count] = [kindOf(worst), evidences.filter((each) => kindOf(each) === kindOf(worst)).length];
  const f = figuresOf(worst);
  const reminders = evidences.filter(isReminder).length;
  const others = evidences.length - count;
  const head = `${isReminder(worst) ? 'Not acknowledged: ' : ''}${words[kind].first(count)}${others > 0 ? `, ${others} more` : ''}`;
  const said = [
    kind === 'missed' && `${worst.objective.title} is the furthest behind: ${f.value} ${f.when}, target ${f.target}.`,
    reminders > 0 &&
      `Nobody has acknowledged ${reminders === evidences.length ? 'any of them' : `${reminders} of them`}.`,
    evidences.some(asksForDecision) && 'What is open can be decided below.',
  ];
  return {
    tone: words[kind].tone,
    subject: fitSubject(head, evidences.map(itemOf)),
    headline: counts.map(([each, amount], at) => words[each][at === 0 ? 'first' : 'further'](amount)).join(', '),
    summary: said.filter(Boolean).join(' '),
  };
};
