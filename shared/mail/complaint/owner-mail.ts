/** The mail that tells the owner of a severe complaint. */
import { markup } from '../../core/text/markup.ts';
import { frame, outside, row, styles as s, section } from '../frame/frame.ts';
import { facts, figures, footer, footerText, letterhead, opening } from '../frame/parts.ts';
import { composeText, list, titled, wrap } from '../frame/plain-text.ts';
import type { Mail } from '../mime.ts';
import { type OwnerMail, type OwnerView, ownerView } from './owner-view.ts';

const said = 'What the customer says';
const toDo = 'What to do';

const ownerHtml = (view: OwnerView, notice: string): string =>
  frame(view.subject, view.summary, [
    letterhead(view.company, view.date),
    opening(view),
    view.figures.length > 0 && figures(view.figures, 'bad'),
    view.words &&
      section(
        said,
        markup`<div class="box" style="background:#f2f4f7;border-radius:8px;padding:12px 16px;margin-top:8px"><p class="text" dir="auto" style="${s.text};white-space:pre-line">${outside(view.words)}</p></div>`,
      ),
    row(facts(view.facts)),
    section(
      toDo,
      markup`<p class="text" style="${s.text};padding-top:4px">${view.steps}</p>
${view.commands.map((command) => markup`<div class="box code" style="${s.code};background:#f2f4f7;border-radius:8px;padding:10px 14px;margin-top:8px">${command}</div>`)}`,
    ),
    footer(view.footer, notice),
  ]).text;

const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => wrap(line))
    .join('\n');

const ownerText = (view: OwnerView, notice: string): string =>
  composeText(
    [
      [view.company, view.date].filter(Boolean).join(', '),
      `${view.badge.toUpperCase()}\n${wrap(view.headline)}`,
      wrap(view.summary),
      view.figures.length > 0 && list(view.figures),
      view.words && titled(said, paragraphs(view.words)),
      list(view.facts),
      titled(toDo, `${wrap(view.steps)}\n${view.commands.join('\n')}`),
    ],
    footerText(view.footer, notice),
  );

export const renderOwnerMail = (mail: OwnerMail, notice: string): Mail => {
  const view = ownerView(mail);
  return { subject: view.subject, html: ownerHtml(view, notice), text: ownerText(view, notice), images: [] };
};
