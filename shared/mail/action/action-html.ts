/** The action mail as HTML. */
import { type Markup, markup } from '../../core/text/markup.ts';
import { buttons } from '../frame/button.ts';
import { frame, outside, row, styles as s, section } from '../frame/frame.ts';
import { facts, figures, footer, type Labelled, letterhead, opening } from '../frame/parts.ts';
import type { ActionView } from './action-view.ts';

const written = (entries: readonly Labelled[]): Markup[] =>
  entries.map(({ label, text }) =>
    section(label, markup`<p class="text" style="${s.text};padding-top:4px;white-space:pre-line">${outside(text)}</p>`),
  );

/** The whole document. */
export const actionHtml = (view: ActionView, notice: string): string =>
  frame(view.subject, view.summary, [
    letterhead(view.company, view.date),
    opening(view),
    buttons(view.buttons),
    view.figures.length > 0 && figures(view.figures, view.behind ? 'bad' : 'quiet'),
    row(facts(view.facts)),
    written(view.written),
    footer(view.footer, notice),
  ]).text;
