/** The action mail as plain text: all that the HTML says, set for 72 columns. */

import { footerText } from '../frame/parts.ts';
import { composeText, links, list, titled, wrap } from '../frame/plain-text.ts';
import type { ActionView } from './action-view.ts';

const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => wrap(line))
    .join('\n');

export const actionText = (view: ActionView, notice: string): string =>
  composeText(
    [
      [view.company, view.date].filter(Boolean).join(', '),
      `${view.badge.toUpperCase()}\n${wrap(view.headline)}`,
      wrap(view.summary),
      view.buttons.length > 0 && links(view.buttons),
      view.figures.length > 0 && list(view.figures),
      list(view.facts),
      ...view.written.map(({ label, text }) => titled(label, paragraphs(text))),
    ],
    footerText(view.footer, notice),
  );
