/** What a mail that time brings about says besides the reading: who knew, since when, and what was accepted. */
import type { Alert } from '../core/alert/alert.ts';
import type { Decision } from '../core/alert/decide.ts';
import type { Evidence } from '../core/alert/evidence.ts';
import type { Objective } from '../core/config/objective.ts';
import { businessMinutesBetween } from '../core/time/business-hours.ts';
import { stepsOf } from './audience.ts';
import type { Setting } from './setting.ts';

/** Empty for a move that a verdict brought about. */
export const reminderOf = (
  { people, policy }: Pick<Setting, 'people' | 'policy'>,
  objective: Objective,
  before: Alert | undefined,
  { alert, reason }: Decision,
  at: string,
): Pick<Evidence, 'unacknowledged' | 'accepted'> => {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  if (!before) return {};
  if (reason === 'acceptance-ended' && before.accepted) {
    const { by, until } = before.accepted;
    return { accepted: { by: nameOf(by), until } };
  }
  if (reason !== 'ladder-climbed' && reason !== 'told-again') return {};
  const climbing = reason === 'ladder-climbed' && { step: alert.climbed ?? 1, steps: stepsOf(objective).length };
  const since = before.ladderFrom ?? before.since;
  const hours = businessMinutesBetween(Date.parse(since), Date.parse(at), policy) / 60;
  const business = policy.businessHours !== undefined;
  return { unacknowledged: { since, told: before.told.map(nameOf), hours, business, ...climbing } };
};
