/** What the page of a decision stands on: who looks, what the mail said, and where the alert stands now. */
import { type Alert, isOpen } from '../../shared/core/alert/alert.ts';
import type { Decision } from '../../shared/core/alert/decision.ts';
import type { Transition } from '../../shared/core/alert/transition.ts';
import type { Person } from '../../shared/core/config/person.ts';
import { type Day, dayAt } from '../../shared/core/time/calendar.ts';
import { readAlert, readTransition } from '../../shared/store/alerts.ts';
import { effectiveOn, readConfig } from '../../shared/store/config.ts';
import { readDecisions } from '../../shared/store/decisions.ts';
import { transitionKey } from '../../shared/store/keys.ts';
import { queryItems } from '../../shared/store/table.ts';
import type { LinkRequest } from './link-page.ts';

export interface Situation {
  /** Who the mail went to, as configured now. */
  person: Person;
  /** Everybody who can own an action, by name. */
  people: Person[];
  /** The move that the mail told of, with its evidence. */
  transition: Transition;
  alert: Alert;
  /** Today, in the company's zone: due days and acceptances count there. */
  today: Day;
  /** In which the person reads instants. */
  zone: string;
  /** What this link was used for. */
  own?: Decision;
  /** What others, or other links, decided about the alert as it stands, newest first. */
  others: Decision[];
  /** When the alert that the mail told of came to its end, if it did: another one may be open since. */
  endedAt?: string;
}

export type SituationReading =
  | { kind: 'known'; situation: Situation }
  /** The notice is not about that objective, or its transition is gone. */
  | { kind: 'unknown' }
  /** The person left the configuration: whoever has the mail decides no more. */
  | { kind: 'left' };

/** The first later move after which nothing was open. */
const readEnd = async ({ board }: LinkRequest, { objective, version, to, at }: Transition, alert: Alert) => {
  if (!isOpen(to)) return at;
  // It has not left its state since the mail: nothing to look for.
  if (isOpen(alert.state) && alert.since <= at) return undefined;
  const { pk, sk } = transitionKey(objective, version);
  const later = queryItems<Transition>(
    board,
    { KeyConditionExpression: 'pk = :pk AND sk > :sk', ConsistentRead: true },
    { ':pk': pk, ':sk': sk },
  );
  for await (const move of later) if (!isOpen(move.to)) return move.at;
  return undefined;
};

/** Decisions that the alert still stands under: an alert that opens anew, or gets worse, forgets the earlier ones. */
const standing = (decisions: readonly Decision[], alert: Alert): Decision[] =>
  decisions.filter(({ at }) => at >= alert.since || at === alert.acknowledged?.at).reverse();

const findTransition = async ({ board, notice, link }: LinkRequest): Promise<Transition | undefined> => {
  if (notice.about.kind !== 'alert') return undefined;
  const { pk } = transitionKey(link.subject, 0);
  const key = notice.about.transitions.find((each) => each.pk === pk);
  return key && readTransition(board, key);
};

export const readSituation = async (request: LinkRequest): Promise<SituationReading> => {
  const { board, notice, link, now } = request;
  const [transition, alert, decisions, versions] = await Promise.all([
    findTransition(request),
    readAlert(board, link.subject),
    readDecisions(board, link.subject),
    readConfig<Person>(board, 'person'),
  ]);
  if (!transition || !alert) return { kind: 'unknown' };
  const today = dayAt(now, transition.evidence.timeZone);
  const people = effectiveOn(versions, today).map(({ value }) => value);
  const person = people.find(({ id }) => id === notice.person.id);
  if (!person) return { kind: 'left' };
  const own = decisions.find((decision) => decision.notice === link.notice);
  const endedAt = await readEnd(request, transition, alert);
  const situation: Situation = {
    ...{ person, transition, alert, today },
    people: people.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    zone: person.timeZone ?? transition.evidence.timeZone,
    ...(own && { own }),
    others: standing(decisions, alert).filter((decision) => decision !== own),
    ...(endedAt !== undefined && { endedAt }),
  };
  return { kind: 'known', situation };
};
