/** Records a decision: once for a link, on the alert as it stands, with the action that comes of it, in one transaction. */
import { planAction } from '../../shared/actions/plan-action.ts';
import { isOpen } from '../../shared/core/alert/alert.ts';
import { applyDecision, type Choice, type Decision } from '../../shared/core/alert/decision.ts';
import { writeDecision } from '../../shared/store/decisions.ts';
import { readSituation, type Situation } from './decide-situation.ts';
import type { LinkRequest } from './link-page.ts';

/** Another one wrote in between so many times: something else is wrong. */
const mostTries = 8;

export type Recorded =
  | { kind: 'recorded'; decision: Decision; situation: Situation }
  /** Nothing was written: the link was used, the alert is closed, or there is no such alert. The page says which. */
  | { kind: 'not-recorded' }
  /** An action is held against its objective, and this one is no longer in force. */
  | { kind: 'not-in-force'; situation: Situation };

/** True if there is something to decide by this link. */
export const isUndecided = ({ own, endedAt, alert }: Situation): boolean =>
  !own && endedAt === undefined && isOpen(alert.state);

const planFor = ({ board, link }: LinkRequest, choice: Choice, by: string, at: string) => {
  if (choice.choice !== 'assign') return undefined;
  const { what, owner, due } = choice;
  return planAction(board, { objective: link.subject, what, owner, due, by, at });
};

/** Throws if others kept writing: nothing was recorded then. */
export const recordDecision = async (request: LinkRequest, choice: Choice): Promise<Recorded> => {
  const { board, link, now } = request;
  const at = new Date(now).toISOString();
  for (let tries = 0; tries < mostTries; tries++) {
    // Read anew each time: what was lost to is now on the board.
    const reading = await readSituation(request);
    if (reading.kind !== 'known' || !isUndecided(reading.situation)) return { kind: 'not-recorded' };
    const { situation } = reading;
    const planned = await planFor(request, choice, situation.person.id, at);
    if (choice.choice === 'assign' && !planned) return { kind: 'not-in-force', situation };
    const decision: Decision = {
      ...choice,
      notice: link.notice,
      objective: link.subject,
      alertVersion: situation.alert.version,
      by: { id: situation.person.id, name: situation.person.name },
      at,
      ...(planned && { action: planned.action.id }),
    };
    const alert = applyDecision(situation.alert, decision);
    if (!alert) return { kind: 'not-recorded' };
    if ((await writeDecision(board, { decision, alert, items: planned?.items ?? [] })) === 'written')
      return { kind: 'recorded', decision, situation: { ...situation, alert, own: decision } };
  }
  throw new Error('others kept writing while a decision was recorded');
};
