/** Buttons of mails: tables whose borders fill them, since Outlook knows no padding of links. 44 px high, whole rows on phones. */
import { type Markup, markup } from '../../core/text/markup.ts';
import { row } from './frame.ts';

/** A thing to do, and the page on which it is done. */
export interface Button {
  label: string;
  href: string;
}

const looks = {
  primary: { cell: 'background:#1d3557;border:1px solid #1d3557', fill: '#1d3557', text: '#ffffff' },
  plain: { cell: 'background:#ffffff;border:1px solid #c3c9d4', fill: '#ffffff', text: '#1d2939' },
} as const;

/** `width` is on phones: the whole row, or half of it. */
const one = ({ label, href }: Button, look: keyof typeof looks, width: 'whole' | 'half'): Markup => {
  const { cell, fill, text } = looks[look];
  return markup`<td class="button button-${look} ${width}" align="center" bgcolor="${fill}" style="border-radius:8px;${cell}"><a href="${href}" target="_blank" rel="noreferrer" style="display:block;border-style:solid;border-color:${fill};border-width:11px 14px;border-radius:8px;font:600 15px/22px -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;color:${text};text-decoration:none">${label}</a></td>
`;
};

/** Buttons beside each other; on phones the first one has a row of its own. It stands out. Nothing for none. */
export const buttons = (all: readonly Button[], padding = '0 32px 24px'): Markup | false => {
  const width = (at: number) => (at > 0 && all.length === 3 ? 'half' : 'whole');
  const gap = (at: number) =>
    at > 0 &&
    markup`<td class="gap ${at === 2 && all.length === 3 ? 'gap-half' : 'gap-whole'}" width="10" style="font-size:0;line-height:0">&nbsp;</td>
`;
  return (
    all.length > 0 &&
    row(
      markup`<table role="presentation" class="buttons" style="border-collapse:separate"><tr>
${all.map((each, at) => [gap(at), one(each, at === 0 ? 'primary' : 'plain', width(at))])}</tr></table>`,
      padding,
    )
  );
};
