/** What an action mail says first: its badge, subject, headline and summary, with wording of its own for each reason. */
import type { ActionEvent, ActionGrounds } from '../../core/action/action.ts';
import { windowEnd } from '../../core/action/follow-action.ts';
import type { EvidenceReading } from '../../core/alert/evidence.ts';
import { aheadOfTarget } from '../../core/alert/judge.ts';
import { units } from '../../core/kpi.ts';
import {
  decimalsApart,
  formatDay,
  formatInterval,
  formatNumber,
  formatPeriod,
  formatTarget,
  formatValue,
} from '../../core/text/format.ts';
import { dayAt, daysBetween } from '../../core/time/calendar.ts';
import type { Tone } from '../frame/frame.ts';

const longestInSubject = 70;

export interface ActionWords {
  tone: Tone;
  badge: string;
  subject: string;
  headline: string;
  summary: string;
}

/** An entry that people are told of: what its mail rests on is there. */
export type ToldEvent = ActionEvent & { grounds: ActionGrounds };

export const nameIn = ({ grounds }: ToldEvent, id: string): string => grounds.names[id] ?? id;

const counted = (amount: number, one: string, many: string) => `${formatNumber(amount)} ${amount === 1 ? one : many}`;

export const targetWords = ({ grounds: { objective, kpi } }: ToldEvent): string =>
  `${objective.direction === 'at-least' ? 'at least' : 'at most'} ${formatTarget(kpi.unit, objective.target)}`;

/** A reading as texts, with decimals enough to tell its value from the target. */
const textsOf = (reading: EvidenceReading, { kpi: { unit, counts }, objective }: ActionGrounds) => {
  const { value } = reading;
  const decimals = value === null ? units[unit].decimals : decimalsApart(unit, value, objective.target);
  return {
    value: formatValue(unit, value, decimals),
    n: formatNumber(reading.n),
    counts,
    interval: formatInterval(unit, reading.interval, decimals),
    period: formatPeriod(objective.window, reading.from, reading.to),
    behind: value !== null && aheadOfTarget(value, objective) < 0,
    days: daysBetween(reading.from, reading.to) + 1,
  };
};

/** What it was judged on. */
export const judgedOn = ({ reading, grounds }: ToldEvent) => reading && textsOf(reading, grounds);
/** How its objective stood when it was told of. */
export const standingOf = ({ grounds }: ToldEvent) => grounds.standing && textsOf(grounds.standing, grounds);

const inDays = (days: number): string =>
  days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${formatNumber(days)} days`;

/** The opening words of the mail about an entry, for whoever gets it. `mine` is true for the action's owner. */
export const actionWords = (event: ToldEvent, mine: boolean): ActionWords => {
  const { after, reason, grounds, at } = event;
  const { due } = after;
  const what = after.what.replace(/\.+$/, '');
  // A subject that a phone cuts off must have said it by then.
  const letters = [...what];
  const short =
    letters.length > longestInSubject
      ? `${letters
          .slice(0, longestInSubject - 1)
          .join('')
          .trimEnd()}…`
      : what;
  const { title, effectivenessDays } = grounds.objective;
  const owner = nameIn(event, after.owner);
  const today = dayAt(Date.parse(at), grounds.timeZone);
  const dueDay = formatDay(due);
  const figures = judgedOn(event);
  const now = standingOf(event);
  const stands = now ? `${title} was ${now.value} in ${now.period}; the target is ${targetWords(event)}. ` : '';
  const since = figures && `${title} ${figures.value} since it was done, target ${targetWords(event)}`;
  const rests =
    figures &&
    `In the ${counted(figures.days, 'day', 'days')} since it was done, ${title} was ${figures.value}, from ${figures.n} ${figures.counts}. The target is ${targetWords(event)}.`;
  const late = counted(daysBetween(due, today), 'day', 'days');
  const task = mine ? 'your action' : `${owner}’s action`;
  switch (reason) {
    case 'assigned':
      return {
        tone: 'quiet',
        badge: 'Action for you',
        subject: `Action for you by ${dueDay}: ${short}`,
        headline: what,
        summary: `${stands}${nameIn(event, after.assignedBy)} asks you to do this by ${dueDay}, so that ${now ? 'it' : title} is back on target. When you have done it, say so: the figures of the ${counted(effectivenessDays, 'day', 'days')} after that decide whether it worked.`,
      };
    case 'reminded':
      return {
        tone: 'warning',
        badge: `Due ${inDays(daysBetween(today, due))}`,
        subject: `Due ${inDays(daysBetween(today, due))}: ${short}`,
        headline: what,
        summary: `This action is due on ${dueDay}. If you have done it, say so. If you need something to get it done, ask for it.`,
      };
    case 'overdue':
    case 'overdue-again':
    case 'overdue-climbed': {
      const still = reason === 'overdue-again' ? 'Still overdue' : 'Overdue';
      return {
        tone: 'bad',
        badge: `${still} by ${late}`,
        subject: `${still} by ${late}: ${short}${mine ? '' : ` (${owner})`}`,
        headline: what,
        summary: mine
          ? `This action was due on ${dueDay}. If you have done it, say so. If you need something to get it done, ask for it.${reason === 'overdue' ? ' If nothing happens, others are told.' : ''}`
          : `${owner} was to do this by ${dueDay}. It is not marked as done, and ${owner} has been told. ${stands}`.trim(),
      };
    }
    case 'found-effective':
      return {
        tone: 'good',
        badge: 'Effective',
        subject: `It worked: ${short} – ${since}`,
        headline: `It worked: ${what}`,
        summary: `${rests} The action is found effective and closed.`,
      };
    case 'found-ineffective':
      return {
        tone: 'bad',
        badge: 'Reopened',
        subject: `Did not work, reopened: ${short} – ${since}`,
        headline: `Did not work: ${what}`,
        summary: `${rests} The whole 95 % interval, ${figures?.interval}, misses it: chance does not explain it. ${mine ? 'Your' : `${owner}’s`} action is open again, due on ${dueDay}.`,
      };
    case 'not-shown-to-work':
      return {
        tone: 'warning',
        badge: 'Reopened',
        subject: `Not shown to work, reopened: ${short}`,
        headline: `Not shown to work: ${what}`,
        summary: `${rests} That proves neither that the target is met nor that it is missed, after twice the ${counted(effectivenessDays, 'day', 'days')} that it was given. ${mine ? 'Your' : `${owner}’s`} action is open again, due on ${dueDay}.`,
      };
    case 'resources-asked':
      return {
        tone: 'warning',
        badge: 'Resources asked for',
        subject: `${owner} asks for resources: ${short}`,
        headline: `${owner} asks for resources`,
        summary: `To do “${what}” by ${dueDay}, so that ${title} is back on target. ${stands}You can grant them on the action’s page.`,
      };
    case 'resources-granted':
      return {
        tone: 'good',
        badge: 'Resources granted',
        subject: `Resources granted: ${short}`,
        headline: `Resources granted for ${task}`,
        summary: `${nameIn(event, after.resourcesGranted?.by ?? '')} granted what stands below. “${what}” is due on ${dueDay}.`,
      };
    case 'marked-done':
      return {
        tone: 'quiet',
        badge: 'Done',
        subject: `Done: ${short} (${owner})`,
        headline: what,
        summary: `${nameIn(event, event.by ?? '')} says that this is done. The figures up to ${formatDay(windowEnd(after.done?.day ?? today, grounds.objective))} decide whether it worked.`,
      };
    case 'reassigned': {
      const by = nameIn(event, event.by ?? '');
      return {
        tone: 'quiet',
        badge: mine ? 'Action for you' : 'Reassigned',
        subject: mine ? `Action for you by ${dueDay}: ${short}` : `Now ${owner}’s, due ${dueDay}: ${short}`,
        headline: what,
        summary:
          `${by} changed who does this, or by when: ${mine ? 'it is yours' : `${owner} does it now`}, due on ${dueDay}, so that ${title} is back on target. ${stands}`.trim(),
      };
    }
    case 'updated':
      return {
        tone: 'quiet',
        badge: 'Changed',
        subject: `Changed: ${short} (${owner})`,
        headline: what,
        summary: `${nameIn(event, event.by ?? '')} wrote about this action, due on ${dueDay}.`,
      };
  }
};
