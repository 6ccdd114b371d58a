/** Scores beside each other, each a link of 44 px: one row on desks, as many as fit on phones, a table row in Outlook. */
import { type Markup, markup } from '../../core/text/markup.ts';
import type { Button } from './button.ts';

const font = "600 16px/22px -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

const one = ({
  label,
  href,
}: Button): Markup => markup`<div style="display:inline-block;vertical-align:top;padding:0 2px 6px">
<table role="presentation" style="border-collapse:separate"><tr><td class="button button-plain" width="42" align="center" bgcolor="#ffffff" style="padding:0;border-radius:8px;background:#ffffff;border:1px solid #98a2b3"><a href="${href}" target="_blank" rel="noreferrer" style="display:block;width:42px;border-style:solid;border-color:#ffffff;border-width:11px 0;border-radius:8px;font:${font};color:#1d2939;text-decoration:none">${label}</a></td></tr></table>
</div>`;

/** Outlook stacks blocks that others set beside each other: it gets a table of its own. */
export const scores = (all: readonly Button[]): Markup => markup`<div style="font-size:0;line-height:0;margin:0 -2px">
<!--[if mso]><table role="presentation"><tr><td><![endif]-->
${all.map((each, at) => markup`${at > 0 && markup`<!--[if mso]></td><td width="4"></td><td><![endif]-->`}${one(each)}`)}
<!--[if mso]></td></tr></table><![endif]-->
</div>`;
