/** The frame of every mail: 600 px, tables where Outlook needs them, inline styles, dark mode and phones by media query. */
import { directionOf, type Language } from '../../core/language/languages.ts';
import { withoutFormula } from '../../core/text/formula.ts';
import { type Markup, type MarkupValue, markup } from '../../core/text/markup.ts';

const family = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

/** Inline styles by role. The classes of the same roles carry dark mode and phones. */
export const styles = {
  text: `margin:0;font:400 15px/23px ${family};color:#344054;overflow-wrap:anywhere;word-break:break-word`,
  small: `margin:0;font:400 13px/20px ${family};color:#667085`,
  headline: `margin:0;font:600 25px/32px ${family};letter-spacing:-0.3px;color:#101828`,
  section: `margin:0;font:600 15px/22px ${family};color:#101828`,
  strong: `font:600 15px/22px ${family};color:#101828`,
  label: `font:400 12px/18px ${family};color:#667085`,
  figure: `font:600 17px/24px ${family};color:#101828;white-space:nowrap;overflow-wrap:anywhere`,
  cell: `font:400 14px/20px ${family};color:#344054;overflow-wrap:anywhere;word-break:break-word`,
  number: `font:400 14px/20px ${family};font-variant-numeric:tabular-nums;color:#344054;white-space:nowrap`,
  code: `font:400 12px/19px ${mono};color:#344054;overflow-wrap:anywhere;word-break:break-word`,
} as const;

// Clients without media queries show the inline styles: the wide, light mail.
const sheet = markup`
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
table{border-collapse:collapse;border-spacing:0}
img{border:0;display:block}
@media (max-width:620px){
.card{border-radius:0!important;border-left:0!important;border-right:0!important}
.pad{padding-left:18px!important;padding-right:18px!important}
.outer{padding:0!important}
.headline{font-size:22px!important;line-height:28px!important}
.figures td{display:block!important;float:left;width:50%!important;box-sizing:border-box;border-left:0!important;padding:0 0 14px!important}
.figures .figure{white-space:normal!important}
.figures table,.figures tbody,.figures tr{display:block!important;width:100%!important}
.wide{display:none!important}
.chart{padding-left:6px!important;padding-right:6px!important}
.basis td{display:block!important;width:auto!important;padding:0!important}
.basis td.text{padding-bottom:9px!important}
.overview .figure{font-size:15px!important;line-height:20px!important}
.overview .figure,.overview .label{white-space:normal!important}
.buttons,.buttons tbody,.buttons tr{display:block!important;width:100%!important}
.buttons td{display:block!important;float:left;box-sizing:border-box}
.buttons .whole,.buttons .gap-whole{width:100%!important}
.buttons .half{width:48.5%!important}
.buttons .half a{border-left-width:4px!important;border-right-width:4px!important}
.buttons .gap-half{width:3%!important}
.buttons .gap-whole{height:10px!important}
}
@media (max-width:350px){
.spark{display:none!important}
}
@media (prefers-color-scheme:dark){
.page{background:#0c111d!important}
.card{background:#161b26!important;border-color:#333b4a!important}
.headline,.section,.strong,.figure{color:#f5f5f6!important}
.text,.cell,.number{color:#cecfd2!important}
.small,.label{color:#94969c!important}
.code{color:#cecfd2!important}
.box{background:#1f2530!important}
.rule{border-color:#333b4a!important}
.track{background:#333b4a!important}
.badge-bad{background:#55160c!important;color:#fecdca!important}
.badge-warning{background:#4e1d09!important;color:#fedf89!important}
.badge-good{background:#053321!important;color:#a9efc5!important}
.badge-quiet{background:#2b3240!important;color:#d0d5dd!important}
.bad{color:#fda29b!important}
.button-primary,.button-primary a{background:#d5e3f7!important;border-color:#d5e3f7!important;color:#0c111d!important}
.button-plain{background:#1f2530!important;border-color:#4a5466!important}
.button-plain a{background:#1f2530!important;border-color:#1f2530!important;color:#f5f5f6!important}
}`;

/**
 * A whole HTML document around the rows of a mail, in English, which the company's own people read.
 *
 * @param preview what inboxes show beside the subject
 */
export const frame = (
  title: string,
  preview: string,
  rows: MarkupValue,
  language: Language = 'en',
): Markup => markup`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${title}</title>
<style>${sheet}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f2f4f7">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:transparent">${withoutFormula(preview)}</div>
<div role="article" aria-roledescription="email" lang="${language}" dir="${directionOf(language)}">
<table role="presentation" width="100%" class="page" style="background:#f2f4f7"><tr><td align="center" class="outer" style="padding:28px 12px">
<table role="presentation" width="600" class="card" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #e4e7ec;border-radius:12px;border-collapse:separate">
${rows}
</table>
</td></tr></table>
</div>
</body>
</html>
`;

/** Decides the colours, never the words. */
export type Tone = 'bad' | 'warning' | 'good' | 'quiet';

const tones: Record<Tone, string> = {
  bad: 'background:#fee4e2;color:#912018',
  warning: 'background:#fef0c7;color:#93370d',
  good: 'background:#d1fadf;color:#05603a',
  quiet: 'background:#eaecf0;color:#344054',
};

/** A state, in colour and in words: colour alone says nothing to some. */
export const badge = (tone: Tone, text: string): Markup =>
  markup`<span class="badge-${tone}" style="display:inline-block;padding:3px 11px;border-radius:12px;font:600 13px/20px ${family};${tones[tone]}">${text}</span>`;

/** The same beside a title, smaller. */
export const mark = (tone: Tone, text: string): Markup =>
  markup`<span class="badge-${tone}" style="display:inline-block;padding:0 7px;border-radius:8px;font:600 11px/16px ${family};white-space:nowrap;${tones[tone]}">${text}</span>`;

/** One row of the card; `name` is its class. */
export const row = (content: MarkupValue, padding = '0 32px 28px', name = 'pad'): Markup =>
  markup`<tr><td class="${name}" style="padding:${padding}">${content}</td></tr>
`;

/** A titled part of the card. */
export const section = (title: string, content: MarkupValue): Markup =>
  row(markup`<h2 class="section" style="${styles.section}">${title}</h2>
${content}`);

/** Text from outside: its direction doesn't turn its neighbours around, and no spreadsheet runs it when it is pasted. */
export const outside = (text: string): Markup => markup`<bdi>${withoutFormula(text)}</bdi>`;
