/** All that an alert mail says about one objective, as texts: HTML and plain text are two ways to set the same. Pure. */

import type { Evidence } from '../../core/alert/evidence.ts';
import { contributionsShown, examplesShown } from '../../core/privacy/few.ts';
import { describeForecast } from '../../core/process/forecast.ts';
import { formatDay, formatNumber, windowNoun } from '../../core/text/format.ts';
import { dayAt } from '../../core/time/calendar.ts';
import type { Button } from '../frame/button.ts';
import type { Labelled } from '../frame/parts.ts';
import type { Picture } from '../frame/picture.ts';
import { missedPeriods, trendPicture, trendSparkline } from './alert-chart.ts';
import {
  basisOf,
  commandsOf,
  type ExampleRow,
  exampleRow,
  fewRows,
  lastHeardOf,
  type SliceRow,
  sliceRow,
  sourcesOf,
} from './alert-details.ts';
import { alertWords } from './alert-words.ts';
import { choiceButtons } from './choice-buttons.ts';
import { changeOf, controlPicture } from './control-picture.ts';
import { figuresOf, stateWords } from './figures.ts';
import type { AlertWords } from './state-words.ts';

export interface AlertView extends AlertWords {
  /** The objective's. */
  title: string;
  company: string;
  date: string;
  /** What the rest of the period must bring; empty where nothing is forecast. */
  outlook: string;
  figures: Labelled[];
  buttons: Button[];
  picture: Picture | undefined;
  /** SVG, for the overview. */
  sparkline: string | undefined;
  sinceTitle: string;
  since: string;
  slices: SliceRow[];
  /** False where only the misses of the slices are known: they then stand alone. */
  slicesMeasured: boolean;
  examples: ExampleRow[];
  /** How many there are; absent where that is not known. */
  exampleTotal?: number;
  sources: Labelled[];
  basis: Labelled[];
  commands: string[];
}

const sinceWords = (evidence: Evidence): string => {
  const { from, to, since, sinceDay, timeZone, objective } = evidence;
  const state = stateWords(to);
  const begun = formatDay(sinceDay ?? dayAt(Date.parse(since), timeZone));
  const { missed, known } = missedPeriods(evidence);
  return [
    `${state[0]?.toUpperCase()}${state.slice(1)} since ${begun}.`,
    from === null ? 'Never judged before.' : from === to ? '' : `Before that: ${stateWords(from)}.`,
    // Of a single window, the headline has said it.
    known > 1
      ? `Of the last ${known} ${windowNoun(objective.window)} with data, ${missed === known ? 'all' : missed || 'none'} missed the target.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
};

const figureRow = (evidence: Evidence): Labelled[] => {
  const { kpi, signal } = evidence;
  const figures = figuresOf(evidence);
  if (evidence.reason === 'process-changed' && signal) {
    const { before, after } = changeOf(signal);
    return [
      { label: 'Usually', text: before },
      { label: 'Since the change', text: after },
      { label: 'Around', text: formatDay(signal.day) },
      { label: `Target: ${stateWords(evidence.to)}`, text: figures.target },
    ];
  }
  const valueAndTarget = [
    { label: 'Value', text: figures.value },
    { label: 'Target', text: figures.target },
  ];
  const lastHeard = evidence.to === 'silent' && lastHeardOf(evidence);
  if (lastHeard) return [...valueAndTarget, ...lastHeard];
  return [
    ...valueAndTarget,
    { label: `n, ${kpi.counts}`, text: figures.n },
    { label: '95 % interval', text: figures.interval },
  ];
};

/** `Examples, 3 of 68`; `shown` is how many the mail holds. */
export const examplesTitle = ({ exampleTotal }: AlertView, shown: number): string =>
  exampleTotal !== undefined && exampleTotal > shown
    ? `Examples, ${shown} of ${formatNumber(exampleTotal)}`
    : 'Examples';

/** The mail's texts. `address` is of the page on which the person decides. */
export const alertView = (evidence: Evidence, address?: string): AlertView => {
  const { kpi, exampleTotal, timeZone, signal, forecast, to } = evidence;
  // Slices and examples explain a miss, not a change of the process.
  const isProcess = evidence.reason === 'process-changed' && signal !== undefined;
  const { shown: contributions, few } = contributionsShown(isProcess ? [] : evidence.contributions);
  const examples = isProcess ? [] : examplesShown(evidence.examples, evidence.reading).slice(0, 5);
  return {
    ...alertWords(evidence),
    title: evidence.objective.title,
    company: evidence.company ?? '',
    date: formatDay(dayAt(Date.parse(evidence.at), timeZone)),
    outlook: forecast && !isProcess && (to === 'missed' || to === 'at-risk') ? describeForecast(forecast) : '',
    figures: figureRow(evidence),
    buttons: choiceButtons(evidence, address),
    picture: isProcess ? controlPicture(signal, kpi.title) : trendPicture(evidence),
    sparkline: trendSparkline(evidence),
    sinceTitle: isProcess ? 'The target' : 'Since when',
    since: sinceWords(evidence),
    slices: [...contributions.map((contribution) => sliceRow(evidence, contribution)), ...fewRows(few)],
    slicesMeasured: contributions.some(({ value }) => value !== null),
    examples: examples.map((example) => exampleRow(evidence, example)),
    ...(exampleTotal !== undefined && { exampleTotal }),
    sources: sourcesOf(evidence),
    basis: basisOf(evidence),
    commands: commandsOf(evidence),
  };
};
