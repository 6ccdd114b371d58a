/** The action mail: an entry of an action's history in, a mail out. Pure. */
import type { ActionEvent } from '../../core/action/action.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { Mail } from '../mime.ts';
import { actionHtml } from './action-html.ts';
import { actionText } from './action-text.ts';
import { actionView } from './action-view.ts';

/**
 * Writes the mail that a notice owes, from the entry alone.
 *
 * @param page the address of the action's page
 * @throws for an entry without what a mail rests on: nobody is owed one of it
 */
export const renderActionMail = (event: ActionEvent, notice: Pick<Notice, 'id' | 'why'>, page?: string): Mail => {
  const { grounds } = event;
  if (!grounds) throw new Error(`entry ${event.version} of ${event.action} has nothing to write a mail from`);
  const view = actionView({ ...event, grounds }, notice.why, page);
  return {
    subject: view.subject,
    html: actionHtml(view, notice.id),
    text: actionText(view, notice.id),
    images: [],
  };
};
