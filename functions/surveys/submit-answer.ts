/** Puts an answer on the ingest queue, with what its invitation owes the response rate: together, or not at all. */
import type { HoshinEvent } from '../../events/event.ts';
import { ownSources } from '../../shared/core/record/own-sources.ts';
import { type Answering, answerEvent } from '../../shared/core/survey/answer-event.ts';
import type { Invitation } from '../../shared/core/survey/invitation.ts';
import { invitedEvent } from '../../shared/core/survey/invitation-event.ts';
import { logger } from '../../shared/runtime/observe.ts';
import { submitEvents } from '../../shared/sources/submit-events.ts';
import type { PageRequest } from './request.ts';

/** @returns whether the queue has it */
export const submitAnswer = async (
  { send, now }: Pick<PageRequest, 'send' | 'now'>,
  answering: Omit<Answering, 'at'>,
  invitation?: Invitation,
): Promise<boolean> => {
  const at = new Date(now).toISOString();
  const invited = invitation && invitedEvent({ ...invitation, answeredAt: at });
  const events: HoshinEvent[] = [answerEvent({ ...answering, at }), ...(invited ? [invited] : [])];
  const source = { id: ownSources.surveys, namespace: ownSources.surveys };
  const sending = await submitEvents(send, source, events, now);
  if (!sending.sent) logger.error('an answer is not on the queue', { fault: sending.fault });
  return sending.sent;
};
