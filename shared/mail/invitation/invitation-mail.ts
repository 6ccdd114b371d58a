/** The mail that asks a customer to answer a survey, and the one that reminds. */
import type { Mail } from '../mime.ts';
import { invitationHtml } from './invitation-html.ts';
import { invitationText } from './invitation-text.ts';
import { type InvitationMail, invitationView } from './invitation-view.ts';

export const renderInvitationMail = (mail: InvitationMail): Mail => {
  const view = invitationView(mail);
  return {
    subject: view.subject,
    html: invitationHtml(view),
    text: invitationText(view),
    images: [],
    unsubscribe: view.stop.href,
    ...(view.company && { sender: view.company }),
  };
};
