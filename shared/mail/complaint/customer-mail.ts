/** The mails about a complaint that go to whoever made it. */
import { markup } from '../../core/text/markup.ts';
import { frame, outside, row, styles as s } from '../frame/frame.ts';
import { facts, held } from '../frame/parts.ts';
import { composeText, list, wrap } from '../frame/plain-text.ts';
import type { Mail } from '../mime.ts';
import { type CustomerMail, type CustomerView, customerView } from './customer-view.ts';

const customerHtml = (view: CustomerView): string =>
  frame(
    view.subject,
    view.preview,
    [
      view.company && row(markup`<p class="small" style="${s.small}">${outside(view.company)}</p>`, '20px 32px 4px'),
      row(
        markup`<h1 class="headline" style="${s.headline};letter-spacing:0;padding:12px 0 10px;overflow-wrap:anywhere;word-break:break-word">${held(view.title)}</h1>
<p class="text" style="${s.text};white-space:pre-line">${outside(view.text)}</p>`,
        '0 32px 20px',
      ),
      row(
        markup`<table role="presentation" width="100%"><tr><td class="box" style="background:#eef1fd;border-radius:10px;padding:14px 18px"><div class="label" style="${s.label};color:#475467">${view.number.label}</div><div class="figure" style="${s.figure};font-size:22px;line-height:30px"><bdi>${view.number.text}</bdi></div></td></tr></table>`,
        '0 32px 14px',
      ),
      row(facts(view.facts), '0 32px 14px'),
      row(markup`<p class="text" style="${s.text}">${view.quote}</p>`, '0 32px 22px'),
      row(
        markup`<div class="rule" style="border-top:1px solid #eaecf0;padding-top:14px"><p class="small" style="${s.small};font-size:12px">${view.footer}</p></div>`,
        '0 32px 24px',
      ),
    ],
    view.language,
  ).text;

const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => wrap(line))
    .join('\n');

const customerText = (view: CustomerView): string =>
  composeText(
    [view.company, wrap(view.title), paragraphs(view.text), list([view.number, ...view.facts]), wrap(view.quote)],
    wrap(view.footer),
  );

export const renderCustomerMail = (mail: CustomerMail): Mail => {
  const view = customerView(mail);
  return {
    subject: view.subject,
    html: customerHtml(view),
    text: customerText(view),
    images: [],
    ...(view.company && { sender: view.company }),
  };
};
