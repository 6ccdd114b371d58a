/** What is counted of an invitation: that somebody was asked and when the answer came, as an event like any sender's. */
import type { HoshinEvent } from '../../../events/event.ts';
import { ownSources } from '../record/own-sources.ts';
import type { Invitation } from './invitation.ts';

/** The subject of the record that says that somebody was asked. The answer is another record. */
export const invitedSubject = (invitation: Pick<Invitation, 'id'>): string => `invitation-${invitation.id}`;

const headOf = (invitation: Invitation, time: string) => {
  const subject = invitedSubject(invitation);
  return {
    specversion: '1.0',
    id: `${subject}-${time}`,
    source: ownSources.surveys,
    type: 'hoshin.response.v1',
    subject,
    time,
  } as const;
};

/**
 * The event of an invitation by which somebody was asked, as it stands, answered or not. Made again it is the same to
 * the letter, so that it may be sent twice; that of the answer is the newer one. Throws if nobody was asked.
 */
export const invitedEvent = (invitation: Invitation): HoshinEvent => {
  const { invitedAt, answeredAt, survey, language, delivery, dimensions } = invitation;
  if (invitedAt === undefined) throw new Error(`nobody was asked by the invitation ${invitation.id}`);
  return {
    ...headOf(invitation, answeredAt ?? invitedAt),
    data: {
      invitation: {
        invitedAt,
        ...(answeredAt !== undefined && { answeredAt }),
        survey,
        language,
        delivery: delivery.subject,
        ...dimensions,
      },
    },
  };
};

/** The event that takes an invitation out of the counts: its mail never arrived. `at` is when that was found (ISO 8601, UTC). */
export const withdrawnEvent = (invitation: Invitation, at: string): HoshinEvent => ({
  ...headOf(invitation, at),
  data: null,
});
