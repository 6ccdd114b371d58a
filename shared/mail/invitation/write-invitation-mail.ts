/** Reads what an invitation's mail needs, and writes it. */
import type { Notice } from '../../core/notice/notice.ts';
import { dayAt } from '../../core/time/calendar.ts';
import type { SignLink } from '../../links/link.ts';
import { readPolicy } from '../../store/config.ts';
import { readInvitation } from '../../store/invitations.ts';
import { readSurvey } from '../../store/surveys.ts';
import type { NamedTable } from '../../store/table.ts';
import type { Mail } from '../mime.ts';
import { renderInvitationMail } from './invitation-mail.ts';

const earlier = (one: string, other: string | undefined): string => (other !== undefined && other < one ? other : one);

/** Throws if what the notice tells of is not on the board, or no link can be signed: the notice then waits. */
export const writeInvitationMail = async (
  { board, link, now }: { board: NamedTable; link: SignLink; now: number },
  notice: Pick<Notice, 'id'>,
  { invitation: id, reminder }: { invitation: string; reminder: boolean },
): Promise<Mail> => {
  const [invitation, policy, survey, stop] = await Promise.all([
    readInvitation(board, id),
    readPolicy(board, now),
    link('survey', notice.id, id),
    link('stop', notice.id, id),
  ]);
  const asked = invitation && (await readSurvey(board, invitation.survey, invitation.surveyVersion));
  if (!asked)
    throw new Error(`the invitation ${id} that notice ${notice.id} tells of, or its survey, is not on the board`);
  return renderInvitationMail({
    invitation,
    survey: asked,
    company: policy.company,
    lastDay: earlier(dayAt(Date.parse(invitation.expiresAt) - 1, policy.timeZone), asked.until),
    reminder,
    pages: { survey, stop },
  });
};
