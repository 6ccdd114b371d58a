/** An invitation as plain text. */
import { composeText, links, wrap } from '../frame/plain-text.ts';
import type { InvitationView } from './invitation-view.ts';

const lines = (text: string): string =>
  text
    .split('\n')
    .map((line) => wrap(line))
    .join('\n');

export const invitationText = ({ score, ...view }: InvitationView): string =>
  composeText(
    [
      view.company,
      wrap(view.title),
      ...view.paragraphs.map(lines),
      wrap(view.delivery),
      score && `${wrap(score.question)}\n${wrap(score.ends)}`,
      links([view.answer]),
      score && `${wrap(score.orChoose)}\n${links(score.links)}`,
      wrap(view.until),
    ],
    `${wrap(view.footer)}\n${links([view.stop])}`,
  );
