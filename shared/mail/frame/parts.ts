/** What mails of every kind are put together from: letterhead, opening words, labelled facts, footer. */
import { withoutFormula } from '../../core/text/formula.ts';
import { type Markup, markup } from '../../core/text/markup.ts';
import { badge, outside, row, styles as s, type Tone } from './frame.ts';

export interface Labelled {
  label: string;
  text: string;
}

/** Whose mail it is, and of which day. */
export const letterhead = (company: string, date: string): Markup =>
  row(
    markup`<table role="presentation" width="100%"><tr>
<td class="small" style="${s.small};overflow-wrap:anywhere;word-break:break-word">${company ? outside(company) : 'Hoshin'}</td>
<td class="small" align="right" style="${s.small};text-align:right;white-space:nowrap">${date}</td>
</tr></table>`,
    '20px 32px 22px',
  );

export interface Opening {
  /** The state, in a colour of its tone. */
  badge?: string;
  tone: Tone;
  headline: string;
  summary: string;
  /** A second paragraph. */
  outlook?: string;
}

/** A sentence: no spreadsheet runs it, and a percent sign stays with its number. */
export const held = (text: string): string => withoutFormula(text).replace(/ (?=%)/g, '\u00a0');

/** State, headline, and what it means in a sentence or two. */
export const opening = (words: Opening): Markup =>
  row(markup`${words.badge && badge(words.tone, words.badge)}
<h1 class="headline" style="${s.headline};padding:12px 0 10px;overflow-wrap:anywhere;word-break:break-word">${held(words.headline)}</h1>
<p class="text" style="${s.text}">${held(words.summary)}</p>${
    words.outlook &&
    markup`
<p class="text" style="${s.text};padding-top:8px">${held(words.outlook)}</p>`
  }`);

/** Figures beside each other, two and two on phones; the first one is the value, red where it is bad. */
export const figures = (entries: readonly Labelled[], tone: Tone): Markup =>
  row(
    markup`<div class="figures"><table role="presentation" width="100%"><tr>
${entries.map(
  ({ label, text }, at) =>
    markup`<td class="rule" valign="top" style="${at > 0 && 'border-left:1px solid #eaecf0;padding-left:16px;'}padding-right:12px"><div class="label" style="${s.label}">${outside(label)}</div><div class="figure${at === 0 && tone === 'bad' && ' bad'}" style="${s.figure}${at === 0 && tone === 'bad' && ';color:#b42318'}${text.length > 20 && ';white-space:normal'}">${outside(text)}</div></td>
`,
)}</tr></table></div>`,
    '0 32px 24px',
  );

/** Labels and texts in two columns, below each other on phones. */
export const facts = (
  entries: readonly Labelled[],
): Markup => markup`<table class="basis" width="100%" style="margin-top:8px">
${entries.map(
  ({ label, text }) => markup`<tr>
<td class="small" valign="top" width="96" style="${s.small};padding:2px 12px 2px 0;overflow-wrap:anywhere;word-break:break-word">${outside(label)}</td>
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
