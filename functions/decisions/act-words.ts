/** What the page of an action says, in words: how it stands, and each entry of its history. Pure. */
import type { Action, ActionEvent, ActionReason } from '../../shared/core/action/action.ts';
import { windowEnd } from '../../shared/core/action/follow-action.ts';
import { formatDay, formatNumber, formatValue } from '../../shared/core/text/format.ts';
import { daysBetween } from '../../shared/core/time/calendar.ts';
import type { Tone } from '../../shared/pages/parts.ts';
import type { ActSituation } from './act-situation.ts';

export const nameOf = ({ setting }: Pick<ActSituation, 'setting'>, id: string): string =>
  setting.people.find((person) => person.id === id)?.name ?? id;

const days = (amount: number): string => `${formatNumber(amount)} ${amount === 1 ? 'day' : 'days'}`;

/** Where it stands, in colour and in two words. */
export const standing = ({ action, setting }: ActSituation): { tone: Tone; badge: string } => {
  const { state, due, reopened } = action;
  if (state === 'effective') return { tone: 'good', badge: 'Effective, closed' };
  if (state === 'done') return { tone: 'quiet', badge: 'Done, being judged' };
  const late = daysBetween(due, setting.today);
  if (late > 0) return { tone: 'bad', badge: `Overdue by ${days(late)}` };
  const again = reopened > 0 ? 'Reopened, due' : 'Due';
  return {
    tone: late >= -3 ? 'warning' : 'quiet',
    badge: late === 0 ? `${again} today` : `${again} in ${days(-late)}`,
  };
};

/** What happens next, and who makes it happen. */
export const outlook = (situation: ActSituation): string => {
  const { action, measured, setting } = situation;
  const title = measured?.objective.title ?? action.objective;
  const owner = nameOf(situation, action.owner);
  if (action.state === 'effective')
    return `${title} met its target over the whole time after this was done. Nothing is left to do.`;
  if (action.done && measured) {
    const end = windowEnd(action.done.day, measured.objective);
    const by = setting.today > end ? 'as soon as that is proven either way' : `from ${formatDay(end)} on`;
    return `${nameOf(situation, action.done.by)} marked it as done on ${formatDay(action.done.day)}. The readings of the days since then decide whether it worked, ${by}. If they prove that the target is missed, it opens again at once.`;
  }
  return `${owner} does this by ${formatDay(action.due)}, so that ${title} is back on target. Whether it works is judged by the readings after it is done.`;
};

const did: Record<ActionReason, string> = {
  assigned: 'Assigned',
  updated: 'Wrote about it',
  reassigned: 'Changed its owner or due day',
  'resources-asked': 'Asked for resources',
  'resources-granted': 'Granted resources',
  'marked-done': 'Marked it as done',
  reminded: 'Reminded',
  overdue: 'Overdue',
  'overdue-climbed': 'Overdue, next step of the ladder',
  'overdue-again': 'Still overdue, told again',
  'found-effective': 'Found effective',
  'found-ineffective': 'Found ineffective, reopened',
  'not-shown-to-work': 'Not shown to work, reopened',
};

/** An entry of the history: what happened, and what it rested on or whom it was told. */
export const entryWords = (situation: Pick<ActSituation, 'setting' | 'measured'>, entry: ActionEvent) => {
  const { reason, by, told, reading } = entry;
  const unit = situation.measured?.kpi.unit;
  const judged =
    reading &&
    unit &&
    `${formatValue(unit, reading.value)} from ${formatNumber(reading.n)}, ${formatDay(reading.from)} to ${formatDay(reading.to)}`;
  const people = told.map((id) => nameOf(situation, id)).join(', ');
  return {
    what: did[reason],
    who: by === undefined ? 'Hoshin' : nameOf(situation, by),
    more: [judged, people && `told: ${people}`].filter(Boolean).join('; '),
  };
};

/** What was recorded, in a sentence. */
export const recordedWords = (situation: ActSituation, { state, done }: Action, told: readonly string[]): string => {
  const people = told.map((id) => nameOf(situation, id)).join(', ');
  const mailed = people && ` ${people} ${told.length === 1 ? 'is' : 'are'} told by mail.`;
  const marked = state === 'done' && done?.by === situation.person.id && done.at === situation.action.done?.at;
  return `${marked ? 'It is marked as done, and what you wrote is recorded.' : 'What you wrote is recorded.'}${mailed}`;
};
