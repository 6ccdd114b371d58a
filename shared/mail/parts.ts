/** What mails of every kind are put together from: letterhead, opening words, labelled facts, footer. */
import { withoutFormula } from '../core/formula.ts';
import { type Markup, markup } from '../core/markup.ts';
import { badge, outside, row, styles as s, type Tone } from './frame.ts';

export interface Labelled {
  label: string;
  text: string;
}

/** Whose mail it is, and of which day. */
export const letterhead = (company: string, date: string): Markup =>
  row(
    markup`<table role="presentation" width="100%"><tr>
<td class="small" style="${s.small}">${company ? outside(company) : 'Hoshin'}</td>
<td class="small" align="right" style="${s.small};text-align:right;white-space:nowrap">${date}</td>
</tr></table>`,
    '20px 32px 22px',
  );

/** State, headline, and what it means in a sentence or two. */
export const opening = (words: { tone: Tone; badge: string; headline: string; summary: string }): Markup =>
  row(markup`${badge(words.tone, words.badge)}
<h1 class="headline" style="${s.headline};padding:12px 0 10px;overflow-wrap:anywhere;word-break:break-word">${withoutFormula(words.headline)}</h1>
<p class="text" style="${s.text};overflow-wrap:anywhere;word-break:break-word">${withoutFormula(words.summary)}</p>`);

/** Labels and texts in two columns, below each other on phones. */
export const facts = (
  entries: readonly Labelled[],
): Markup => markup`<table class="basis" width="100%" style="margin-top:8px">
${entries.map(
  ({ label, text }) => markup`<tr>
<td class="small" valign="top" width="96" style="${s.small};padding:2px 12px 2px 0">${outside(label)}</td>
<td class="small text" valign="top" style="${s.small};padding:2px 0;color:#344054;overflow-wrap:anywhere;word-break:break-word">${outside(text)}</td>
</tr>
`,
)}</table>`;

/** Why the person gets the mail, and the id by which it is found again. */
export const footer = (text: string, notice: string): Markup =>
  row(
    markup`<div class="rule" style="border-top:1px solid #eaecf0;padding-top:14px"><p class="small" style="${s.small};font-size:12px">${text} Sent by Hoshin, notice <span style="overflow-wrap:anywhere">${notice}</span>.</p></div>`,
    '0 32px 24px',
  );

/** The same as plain text, to stand below the signature's line. */
export const footerText = (text: string, notice: string): string => `${text}\nSent by Hoshin, notice ${notice}.`;
