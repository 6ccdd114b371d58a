/** What was decided, and where an alert stands, in words. Pure. */
import type { Alert } from '../../shared/core/alert/alert.ts';
import type { Decision } from '../../shared/core/alert/decision.ts';
import { formatDay, formatInstant } from '../../shared/core/text/format.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import type { Situation } from './decide-situation.ts';

type Reader = Pick<Situation, 'people' | 'person' | 'zone'>;

const nameOf = ({ people }: Pick<Reader, 'people'>, id: string): string =>
  people.find((person) => person.id === id)?.name ?? id;

/** `You accepted the risk until 30 April 2018.` */
export const decisionWords = (decision: Decision, reader: Reader): string => {
  const who = decision.by.id === reader.person.id ? 'You' : decision.by.name;
  switch (decision.choice) {
    case 'acknowledge':
      return `${who} acknowledged it.`;
    case 'assign': {
      const owner = decision.owner === reader.person.id ? 'you' : nameOf(reader, decision.owner);
      return `${who} assigned an action to ${owner}, due ${formatDay(decision.due)}.`;
    }
    case 'accept':
      return `${who} accepted the risk until ${formatDay(decision.until)}.`;
  }
};

/** `2 April 2018, 09:12 (Europe/Paris)`. */
export const whenWords = ({ at }: Decision, { zone }: Reader): string => `${formatInstant(at, zone)} (${zone})`;

/** What was written with it: the reason, or what is to be done. */
export const saidWith = (decision: Decision): { label: string; text: string } | undefined => {
  if (decision.choice === 'assign')
    return { label: decision.action ? `Action ${decision.action}` : 'Action', text: decision.what };
  return decision.reason
    ? { label: decision.choice === 'accept' ? 'Reason' : 'Note', text: decision.reason }
    : undefined;
};

/** What it means for the others. */
export const effectWords = (decision: Decision, reader: Reader): string => {
  switch (decision.choice) {
    case 'acknowledge':
      return 'Nobody else is told of it by the ladder, and it is not repeated. Those who were told hear when it is back on target.';
    case 'assign': {
      const owner = decision.owner === reader.person.id ? 'You get' : `${nameOf(reader, decision.owner)} gets`;
      return `${owner} a mail with a link to report on it. It counts as effective only once the readings show it. Nobody else is told of the alert by the ladder.`;
    }
    case 'accept':
      return `Nobody else is told of it until ${formatDay(decision.until)} is over. If it is still open then, it is told again.`;
  }
};

const spoken: Record<Alert['state'], string> = {
  missed: 'the target is missed',
  'at-risk': 'the target is at risk',
  silent: 'its data has stopped coming',
  met: 'the target is met',
  insufficient: 'there is too little to judge',
};

const sinceWords = ({ alert, zone }: Pick<Situation, 'alert' | 'zone'>): string =>
  `${spoken[alert.state]}, since ${formatDay(dayAt(Date.parse(alert.since), zone))}`;

/** Where it stands, whatever a mail said: `Now the target is met, since 2 April 2018.` */
export const nowWords = (situation: Pick<Situation, 'alert' | 'zone'>): string => `Now ${sinceWords(situation)}.`;

/** Where it stands, against what the mail said: `That still stands: the target is missed.` */
export const standingWords = (situation: Pick<Situation, 'alert' | 'transition' | 'zone'>): string =>
  situation.alert.state === situation.transition.to
    ? `That still stands: ${spoken[situation.alert.state]}.`
    : `It has changed since that mail: ${sinceWords(situation)}.`;
