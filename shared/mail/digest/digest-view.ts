/** All that a digest mail says, as texts: HTML and plain text are two ways to set the same. Pure. */
import type { Sparkline } from '../../charts/sparkline.ts';
import type { DigestContent, DigestObjective } from '../../core/digest/content.ts';
import { changeOf, gotWorse, remarks, summarise } from '../../core/digest/summarise.ts';
import { changesShown, fewest } from '../../core/privacy/few.ts';
import { total } from '../../core/record/slice.ts';
import {
  formatDay,
  formatInstant,
  formatPeriod,
  formatShortDay,
  formatValue,
  windowNoun,
} from '../../core/text/format.ts';
import { dayOfMoment } from '../../core/time/calendar.ts';
import type { Tone } from '../frame/frame.ts';
import type { Labelled } from '../frame/parts.ts';
import {
  actionLabel,
  actionWords,
  figuresOf,
  periodDays,
  periodName,
  restatementWords,
  sliceChange,
  standingWords,
  stateLabel,
  worsenedWords,
} from './digest-words.ts';

export interface ObjectiveLine {
  title: string;
  tone: Tone;
  state: string;
  value: string;
  /** `≥ 92 %`; in plain text `at least 92 %`. */
  target: string;
  targetWords: string;
  change: string;
  /** The value went up or down; absent where it did not move. */
  arrow: '▲' | '▼' | '';
  /** True where it got worse by more than chance explains: the only change in colour. */
  worse: boolean;
  n: string;
  counts: string;
  /** Who accepted it or knows of it. */
  standing: string;
  sparkline: Sparkline | undefined;
  /** The same for whoever does not see it. */
  alt: string;
}

export interface DigestView {
  subject: string;
  summary: string;
  company: string;
  /** What it tells of: `16–22 Nov 2026`. */
  days: string;
  /** `Week 47, 2026`. */
  period: string;
  remarks: string[];
  compared: string;
  objectives: ObjectiveLine[];
  unread: Labelled[];
  worsened: { title: string; moved: string; slices: ReturnType<typeof sliceChange>[]; none: string }[];
  signals: Labelled[];
  forecasts: Labelled[];
  voices: { text: string; about: string }[];
  voicesTitle: string;
  actions: { id: string; what: string; tone: Tone; state: string; words: string }[];
  decisions: { title: string; words: string; reason: string }[];
  silentSources: Labelled[];
  restatements: ReturnType<typeof restatementWords>[];
  unreachable: Labelled[];
  frozen: string;
  footer: string;
}

/** Shares of slices need not add up. */
export const overlapping = 'Slices of different kinds overlap: a record counts once in each.';

const capital = (text: string) => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;

const altOf = ({ kpi, window, history }: DigestObjective): string => {
  const known = history.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return '';
  const said = (period: typeof first) =>
    `${formatValue(kpi.unit, period.value)} in ${formatPeriod(window, period.from, period.to)}`;
  return `The last ${history.length} ${windowNoun(window)}: from ${said(first)} to ${said(last)}.`;
};

const lineOf = (objective: DigestObjective): ObjectiveLine => {
  const { title, state, history, target, kpi } = objective;
  const { label, tone } = stateLabel(state);
  const alt = altOf(objective);
  const figures = figuresOf(objective);
  const change = figures.change === 'no change' ? undefined : changeOf(objective);
  return {
    ...{ title, tone, state: label, alt, counts: kpi.counts },
    ...figures,
    arrow: change ? (change.difference > 0 ? '▲' : '▼') : '',
    worse: gotWorse(objective),
    standing: standingWords(objective),
    sparkline: alt ? { values: history.map(({ value }) => value), target, missed: state === 'missed' } : undefined,
  };
};

const noneStandsOut = (few: number): string =>
  few === 0 ? 'No slice stands out.' : `No slice of ${fewest} or more stands out.`;

const footerOf = ({ cadence }: DigestContent): string =>
  `You get this digest every ${cadence === 'weekly' ? 'week' : 'month'}. You can stop it; mails about missed targets that you are owed by your role come all the same.`;

/** The mail's texts. Titles of objectives stand in for their ids wherever they are known. */
export const digestView = (content: DigestContent): DigestView => {
  const { cadence, timeZone, objectives, voices, voiceTotal } = content;
  const byId = new Map(objectives.map((objective) => [objective.id, objective]));
  const titleOf = (id: string) => byId.get(id)?.title ?? id;
  const summary = summarise(content);
  const period = capital(periodName(content));
  return {
    subject: `${period.replace(/^(Week .*?),? \d{4}$/, '$1')}: ${summary.replace(/\.$/, '')}`,
    ...{ summary, period, days: periodDays(content), company: content.company ?? '' },
    remarks: remarks(content),
    compared: `Changes are against ${cadence === 'weekly' ? 'a week' : 'a month'} earlier, with the records known today.`,
    objectives: objectives.map(lineOf),
    unread: content.unread.map(({ title, why }) => ({ label: title, text: why })),
    worsened: content.worsened.flatMap(({ objective, slices, addsUp = true }) => {
      const known = byId.get(objective);
      if (!known) return [];
      const moved = worsenedWords(known);
      const { shown, few } = changesShown(slices);
      // Within a slice, rows do not tell of others; and of a median, none tells.
      const none = addsUp && known.slice === total && shown.length === 0 ? noneStandsOut(few) : '';
      return [{ title: known.title, moved, none, slices: shown.map((slice) => sliceChange(slice, known)) }];
    }),
    signals: content.signals.map(({ objective, words }) => ({ label: titleOf(objective), text: words })),
    forecasts: content.forecasts.map(({ objective, words }) => ({ label: titleOf(objective), text: words })),
    voices: voices.map(({ text, about, day, subject }) => ({
      text,
      about: [about, formatShortDay(day), subject].filter(Boolean).join(' · '),
    })),
    voicesTitle: voiceTotal > voices.length ? `Customers said, ${voices.length} of ${voiceTotal}` : 'Customers said',
    actions: content.actions.map((action) => {
      const { label, tone } = actionLabel(action);
      return { id: action.id, what: action.what, tone, state: label, words: actionWords(action) };
    }),
    decisions: content.decisions.map(({ objective, words, by, at, reason }) => ({
      title: titleOf(objective),
      words: `${by} ${words} (${formatInstant(at, timeZone)})`,
      reason: reason ?? '',
    })),
    silentSources: content.silentSources.map(({ source, lastSeen }) => ({
      label: source,
      text: lastSeen ? `last heard ${formatDay(dayOfMoment(lastSeen, timeZone))}` : 'never heard',
    })),
    restatements: content.restatements.map((restatement) => restatementWords(restatement, timeZone)),
    unreachable: content.unreachable.map(({ name, why }) => ({ label: name, text: why })),
    frozen: content.frozen ? 'The figures stand still until a rebuild: they are as of when it became due.' : '',
    footer: footerOf(content),
  };
};
