/** An invitation as HTML. */
import { markup } from '../../core/text/markup.ts';
import { buttons } from '../frame/button.ts';
import { frame, outside, row, styles as s } from '../frame/frame.ts';
import { held } from '../frame/parts.ts';
import { scores } from '../frame/scores.ts';
import type { InvitationView } from './invitation-view.ts';

/** A word longer than a phone is wide breaks. */
const wrapping = 'overflow-wrap:anywhere;word-break:break-word';

/** The whole document. */
export const invitationHtml = (view: InvitationView): string => {
  const { score } = view;
  return frame(
    view.subject,
    view.preview,
    [
      view.company &&
        row(markup`<p class="small" style="${s.small};${wrapping}">${outside(view.company)}</p>`, '20px 32px 4px'),
      row(
        markup`<h1 class="headline" style="${s.headline};letter-spacing:0;padding:12px 0 10px;${wrapping}">${held(view.title)}</h1>
${view.paragraphs.map(
  (text) => markup`<p class="text" style="${s.text};padding-bottom:10px;white-space:pre-line">${outside(text)}</p>
`,
)}<p class="small" style="${s.small};${wrapping}">${outside(view.delivery)}</p>`,
        '0 32px 20px',
      ),
      score &&
        row(
          markup`<h2 class="section" style="${s.section};${wrapping};font-size:17px;line-height:25px;padding-bottom:12px">${outside(score.question)}</h2>
${scores(score.links)}
<p class="small" style="${s.small};${wrapping};padding-top:4px">${outside(score.ends)}</p>
<p class="small" style="${s.small};padding-top:8px">${score.choose}</p>`,
          '0 32px 18px',
        ),
      buttons([view.answer], '0 32px 18px'),
      row(markup`<p class="small" style="${s.small};${wrapping}">${view.until}</p>`, '0 32px 18px'),
      row(
        markup`<div class="rule" style="border-top:1px solid #eaecf0;padding-top:14px"><p class="small" style="${s.small};${wrapping};font-size:12px">${outside(view.footer)} <a class="small" href="${view.stop.href}" target="_blank" rel="noreferrer" style="color:#475467;text-decoration:underline">${view.stop.label}</a></p></div>`,
        '0 32px 24px',
      ),
    ],
    view.language,
  ).text;
};
