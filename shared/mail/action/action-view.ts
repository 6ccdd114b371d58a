/** All that an action mail says, as texts: HTML and plain text are two ways to set the same. Pure. */

import { formatDay, formatNumber } from '../../core/text/format.ts';
import { dayAt } from '../../core/time/calendar.ts';
import type { Button } from '../frame/button.ts';
import type { Labelled } from '../frame/parts.ts';
import {
  type ActionWords,
  actionWords,
  judgedOn,
  nameIn,
  standingOf,
  type ToldEvent,
  targetWords,
} from './action-words.ts';

export interface ActionView extends ActionWords {
  company: string;
  date: string;
  buttons: Button[];
  /** What it was judged on; empty where it was not. */
  figures: Labelled[];
  /** True if the value is on the wrong side of the target. */
  behind: boolean;
  facts: Labelled[];
  /** What was written about it, shortened: the page has the whole. */
  written: Labelled[];
  footer: string;
}

const longestShown = 400;
const shortened = (text: string): string =>
  // By characters: half of an emoji is none.
  [...text].length > longestShown ? `${[...text].slice(0, longestShown).join('').trimEnd()} …` : text;

const factsOf = (event: ToldEvent): Labelled[] => {
  const { after, grounds } = event;
  const on = (instant: string) => formatDay(dayAt(Date.parse(instant), grounds.timeZone));
  const { reopened, done, resourcesGranted } = after;
  const times = reopened === 1 ? 'once' : `${formatNumber(reopened)} times`;
  const all: (Labelled | false | undefined)[] = [
    { label: 'Action', text: after.id },
    { label: 'Owner', text: nameIn(event, after.owner) },
    { label: 'Due', text: formatDay(after.due) },
    done && { label: 'Marked done', text: `${formatDay(done.day)}, by ${nameIn(event, done.by)}` },
    { label: 'Objective', text: `${grounds.objective.title}, target ${targetWords(event)}` },
    { label: 'Assigned', text: `${on(after.createdAt)}, by ${nameIn(event, after.assignedBy)}` },
    reopened > 0 && { label: 'Reopened', text: `${times}: it did not work, or was not shown to` },
    resourcesGranted && {
      label: 'Granted',
      text: `${shortened(resourcesGranted.what)} (${nameIn(event, resourcesGranted.by)}, ${on(resourcesGranted.at)})`,
    },
  ];
  return all.filter((entry) => entry !== false && entry !== undefined);
};

const writtenOf = ({ after }: ToldEvent): Labelled[] =>
  [
    { label: 'Resources asked for', text: after.resourcesAsked },
    { label: 'Cause', text: after.cause },
    { label: 'Correction', text: after.correction },
    { label: 'Corrective action', text: after.correctiveAction },
  ].flatMap(({ label, text }) => (text ? [{ label, text: shortened(text) }] : []));

const figuresOf = (event: ToldEvent): Labelled[] => {
  const judged = judgedOn(event);
  const figures = judged ?? standingOf(event);
  if (!figures || event.after.state === 'done') return [];
  return [
    { label: judged ? 'Since it was done' : 'Value now', text: figures.value },
    { label: 'Target', text: targetWords(event) },
    { label: `n, ${figures.counts}`, text: figures.n },
    { label: '95 % interval', text: figures.interval },
  ];
};

const whyWords = (why: string): string => {
  if (why === 'action owner') return 'as the owner of this action';
  if (why === 'assigned it') return 'because you assigned this action';
  if (why === 'ladder') return 'by the ladder of this objective';
  return why === 'top-management' ? 'as a member of top management' : 'because you were told of this action before';
};

const buttonLabel = ({ reason, after }: ToldEvent, why: string): string => {
  if (reason === 'resources-asked') return 'Grant resources';
  return why === 'action owner' && after.state === 'open' ? 'Report on it' : 'Open the action';
};

/** The mail's texts for one person. `why` is the notice's; `page` the address of the action's page, if there is one. */
export const actionView = (event: ToldEvent, why: string, page?: string): ActionView => ({
  ...actionWords(event, why === 'action owner'),
  company: event.grounds.company ?? '',
  date: formatDay(dayAt(Date.parse(event.at), event.grounds.timeZone)),
  buttons: page === undefined ? [] : [{ label: buttonLabel(event, why), href: page }],
  figures: figuresOf(event),
  behind: (judgedOn(event) ?? standingOf(event))?.behind ?? false,
  facts: factsOf(event),
  written: writtenOf(event),
  footer: `You are told ${whyWords(why)}.`,
});
