/** The mail about a mail that did not arrive, as plain text. */
import { footerText } from '../frame/parts.ts';
import { composeText, list, titled, wrap } from '../frame/plain-text.ts';
import type { UndeliveredView } from './undelivered-view.ts';

export const undeliveredText = (view: UndeliveredView, notice: string): string =>
  composeText(
    [
      [view.company, view.date].filter(Boolean).join(', '),
      `${view.badge.toUpperCase()}\n${wrap(view.headline)}`,
      wrap(view.summary),
      list(view.facts),
      titled('What to do', view.steps.map((step) => wrap(step)).join('\n\n')),
      view.commands.length > 0 && view.commands.map((command) => `  ${command}`).join('\n'),
    ],
    footerText(wrap(view.footer), notice),
  );
