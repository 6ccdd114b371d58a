/** An invitation's mail that nobody should get any more. SES may ask to wait for hours, and customers do not wait. */
import { readInvitation } from '../../store/invitations.ts';
import { readStopped } from '../../store/stopped.ts';
import type { NamedTable } from '../../store/table.ts';

/**
 * Why the mail of an invitation is owed no longer; `undefined` if it is.
 * @param now milliseconds since 1970
 */
export const whyOvertaken = async (board: NamedTable, id: string, now: number): Promise<string | undefined> => {
  const invitation = await readInvitation(board, id);
  if (!invitation) return undefined;
  if (invitation.state === 'answered') return 'the customer has answered already';
  if (Date.parse(invitation.expiresAt) <= now) return 'its link would no longer be good';
  const said = invitation.person === undefined ? undefined : await readStopped(board, invitation.person);
  return said?.stopped ? 'the customer wants no more invitations' : undefined;
};
