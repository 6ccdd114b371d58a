/** A mail as a mail program shows it. */
import type { Mail } from '../../shared/mail/mime.ts';

/** Its HTML, with the images of its parts in their places. */
export const shownMail = ({ html, images }: Pick<Mail, 'html' | 'images'>): string =>
  images.reduce(
    (text, { cid, png }) =>
      text.replaceAll(`cid:${cid}`, `data:image/png;base64,${Buffer.from(png).toString('base64')}`),
    html,
  );
