/** The mail that tells an administrator of a mail that did not arrive. */
import type { Notice } from '../../core/notice/notice.ts';
import type { Mail } from '../mime.ts';
import { undeliveredHtml } from './undelivered-html.ts';
import { undeliveredText } from './undelivered-text.ts';
import { type Undelivered, undeliveredView } from './undelivered-view.ts';

export const renderUndeliveredMail = (undelivered: Undelivered, { id }: Pick<Notice, 'id'>): Mail => {
  const view = undeliveredView(undelivered);
  return { subject: view.subject, html: undeliveredHtml(view, id), text: undeliveredText(view, id), images: [] };
};
