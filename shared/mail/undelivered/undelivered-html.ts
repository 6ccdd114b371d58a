/** The mail about a mail that did not arrive, as HTML. */
import { markup } from '../../core/text/markup.ts';
import { frame, outside, row, styles as s, section } from '../frame/frame.ts';
import { facts, footer, letterhead, opening } from '../frame/parts.ts';
import type { UndeliveredView } from './undelivered-view.ts';

/** The whole document. */
export const undeliveredHtml = (view: UndeliveredView, notice: string): string =>
  frame(view.subject, view.summary, [
    letterhead(view.company, view.date),
    opening(view),
    row(facts(view.facts)),
    section(
      'What to do',
      markup`${view.steps.map((step, at) => markup`<p class="text" style="${s.text};padding-top:${at > 0 ? 10 : 4}px">${outside(step)}</p>`)}${
        view.commands.length > 0 &&
        markup`<div class="box" style="margin-top:10px;padding:12px 14px;border-radius:8px;background:#f2f4f7">${view.commands.map((command) => markup`<div class="code" style="${s.code}">${command}</div>`)}</div>`
      }`,
    ),
    footer(view.footer, notice),
  ]).text;
