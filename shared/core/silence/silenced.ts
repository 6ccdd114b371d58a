/** Which planned shutdown covers an objective or a source on a day. */

import type { Objective } from '../config/objective.ts';
import type { Source } from '../config/source.ts';
import type { Day } from '../time/calendar.ts';
import type { Silence } from './silence.ts';

const runsOn = (day: Day) => (silence: Silence) => silence.from <= day && day <= silence.until;

const ending = (silences: readonly Silence[], which: 'first' | 'last'): Silence | undefined => {
  const [first, ...others] = silences;
  return others.reduce(
    (chosen, each) => (chosen && each.until < chosen.until === (which === 'first') ? each : chosen),
    first,
  );
};

/** The silence that names a source on a day: of several, the one that ends last. */
export const silenceOfSource = (
  source: Pick<Source, 'id'>,
  silences: readonly Silence[],
  day: Day,
): Silence | undefined =>
  ending(
    silences.filter(runsOn(day)).filter(({ sources }) => sources?.includes(source.id)),
    'last',
  );

/**
 * The silence that covers an objective on a day: one that names it, of several the one that ends last. One that names
 * sources covers it only while every source that feeds it is named: what comes from the others can still be missed.
 *
 * @param feeds the sources that feed the objective (`sourcesThatFeed`)
 */
export const silenceOf = (
  { id }: Pick<Objective, 'id'>,
  feeds: readonly Pick<Source, 'id'>[],
  silences: readonly Silence[],
  day: Day,
): Silence | undefined => {
  const naming = silences
    .filter(runsOn(day))
    .filter(({ objectives }) => objectives === 'all' || objectives?.includes(id));
  if (naming.length > 0) return ending(naming, 'last');
  const ofFeeds = feeds.flatMap((source) => silenceOfSource(source, silences, day) ?? []);
  return feeds.length > 0 && ofFeeds.length === feeds.length ? ending(ofFeeds, 'first') : undefined;
};
