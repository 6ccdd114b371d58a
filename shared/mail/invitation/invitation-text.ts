/** An invitation as plain text. */
import { safeUrl } from '../../core/text/markup.ts';
import { composeText, wrap } from '../frame/plain-text.ts';
import type { InvitationView } from './invitation-view.ts';

const lines = (text: string): string =>
  text
    .split('\n')
    .map((line) => wrap(line))
    .join('\n');

/** No colon of ours behind the words: French has another one. */
const link = ({ label, href }: { label: string; href: string }): string => `${label}\n${safeUrl(href)}`;

export const invitationText = ({ score, ...view }: InvitationView): string =>
  composeText(
    [
      view.company,
      wrap(view.title),
      ...view.paragraphs.map(lines),
      wrap(view.delivery),
      score && `${wrap(score.question)}\n${wrap(score.ends)}`,
      link(view.answer),
      score &&
        `${wrap(score.orChoose)}\n${score.links.map(({ label, href }) => `${label.padStart(2)}  ${safeUrl(href)}`).join('\n')}`,
      wrap(view.until),
    ],
    `${wrap(view.footer)}\n${link(view.stop)}`,
  );
