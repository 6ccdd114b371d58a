/** What an alert mail says first: the words of its state, or of its reason where that has more to tell. */

import type { Evidence } from '../../core/alert/evidence.ts';
import { formatDay, formatNumber, joinNames } from '../../core/text/format.ts';
import { dayAt } from '../../core/time/calendar.ts';
import { changeOf } from './control-picture.ts';
import { stateWords } from './figures.ts';
import { type AlertWords, type Ground, groundOf, wordsOfState } from './state-words.ts';

/** More people than this are counted, not named. */
const mostNames = 4;

const hoursWords = (hours: number, business: boolean): string => {
  const whole = Math.floor(hours);
  if (!business && whole >= 72) return `${formatNumber(Math.floor(whole / 24))} days`;
  return `${formatNumber(whole)} ${business ? 'business ' : ''}${whole === 1 ? 'hour' : 'hours'}`;
};

/** `Nobody has acknowledged this for 26 business hours: Anna Roux and Jonas Berg were told on 3 March 2018.` */
const unacknowledgedWords = ({ unacknowledged, timeZone }: Evidence): string => {
  if (!unacknowledged) return 'Nobody has acknowledged this.';
  const { since, told, hours, business = false, step, steps } = unacknowledged;
  const day = formatDay(dayAt(Date.parse(since), timeZone));
  const waited = hours === undefined ? `since ${day}` : `for ${hoursWords(hours, business)}`;
  const who =
    told.length > 0 ? `: ${joinNames(told, mostNames)} ${told.length === 1 ? 'was' : 'were'} told on ${day}` : '';
  const climbed = step && steps && steps > 1 ? ` This is step ${step} of ${steps} of its ladder.` : '';
  return `Nobody has acknowledged this ${waited}${who}.${climbed}`;
};

/** What a reading after a silence means: what was open before it has not cleared by being silent. */
const afterSilence: Record<Evidence['to'], string> = {
  missed: 'It was missed before the silence. That stands until it is back on target.',
  'at-risk': 'It was at risk before the silence. That stands until it is back on target.',
  met: 'The target is met.',
  silent: 'Data has stopped again.',
  insufficient: 'That is too few to judge yet.',
};

const processTones = { worse: 'warning', better: 'good', neither: 'quiet' } as const;

/** A changed process is another message than a missed target. */
const processWords = ({ signal, to }: Evidence, ground: Ground): AlertWords | undefined => {
  if (!signal) return undefined;
  const { title, value, when, target } = ground;
  const around = formatDay(signal.day);
  const { before, after } = changeOf(signal);
  const moved = signal.direction === 'neither' ? '' : `, ${before} to ${after}`;
  return {
    tone: processTones[signal.direction],
    badge: 'Process changed',
    subject: `Process changed: ${title} around ${around}${moved}`,
    headline: `${title}: the process changed around ${around}`,
    summary: `${signal.words} The target is another question: ${target}, with ${value} ${when}: ${stateWords(to)}.`,
  };
};

/** The opening words of the mail. */
export const alertWords = (evidence: Evidence): AlertWords => {
  const { accepted, to, reason } = evidence;
  const state = wordsOfState(evidence);
  const ground = groundOf(evidence);
  const { title, rests, about } = ground;
  switch (reason) {
    case 'ladder-climbed':
      return {
        tone: state.tone,
        badge: `${state.badge}, not acknowledged`,
        subject: `Not acknowledged: ${about}`,
        headline: state.headline,
        summary: `${unacknowledgedWords(evidence)} ${rests}`,
      };
    case 'told-again':
      return {
        tone: state.tone,
        badge: 'Still missed, not acknowledged',
        subject: `Still missed: ${about}`,
        headline: state.headline,
        summary: `${unacknowledgedWords(evidence)} ${rests}`,
      };
    case 'acceptance-ended': {
      const until = accepted ? ` until ${formatDay(accepted.until)} by ${accepted.by}` : '';
      return {
        tone: state.tone,
        badge: 'Acceptance ended',
        subject: `Acceptance ended: ${about}`,
        headline: `${title}: the accepted risk has run out, and it is still ${stateWords(to)}`,
        summary: `The risk was accepted${until}; it is still ${stateWords(to)}. ${rests}`,
      };
    }
    case 'silence-ended':
      return { ...state, summary: `${state.summary} It began during a planned shutdown, which is over.` };
    case 'source-speaks':
      return {
        tone: 'quiet',
        badge: 'Data again',
        subject: `Data again: ${about}`,
        headline: `${title} has data again`,
        summary: `${rests} ${afterSilence[to]}`,
      };
    case 'objective-changed':
      return { ...state, summary: `${state.summary} The objective is new: version ${evidence.objective.version}.` };
    case 'process-changed':
      return processWords(evidence, ground) ?? state;
    default:
      return state;
  }
};
