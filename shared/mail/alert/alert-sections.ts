/** The parts of an alert's HTML: figures, chart, buttons, slices, examples. */
import { type Markup, markup } from '../../core/text/markup.ts';
import { buttons } from '../frame/button.ts';
import { outside, row, styles as s, section } from '../frame/frame.ts';
import type { ExampleRow, SliceRow } from './alert-details.ts';
import { type AlertView, examplesTitle } from './alert-view.ts';
import { choiceNote } from './choice-buttons.ts';

/** The buttons with what they do; `note` once a mail. */
export const choices = (view: AlertView, note: boolean): (Markup | false)[] => [
  buttons(view.buttons, note ? '0 32px 10px' : '0 32px 24px'),
  note &&
    view.buttons.length > 0 &&
    row(markup`<p class="small" style="${s.small};font-size:12px;line-height:18px">${choiceNote}</p>`, '0 32px 26px'),
];

/** `cid` names the picture's part. */
export const chart = ({ picture }: AlertView, cid: string): Markup | undefined =>
  picture &&
  row(
    markup`<img src="cid:${cid}" width="536" alt="${picture.alt}" style="width:100%;max-width:536px;height:auto;border-radius:8px;font:400 13px/20px sans-serif;color:#667085">`,
    '0 32px 24px',
    'chart',
  );

const numberCell = (text: string): Markup =>
  markup`<td class="number rule" align="right" style="${s.number};padding:8px 0 8px 14px;border-top:1px solid #eaecf0;text-align:right">${text}</td>
`;

const sliceLine = (slice: SliceRow, measured: boolean): Markup => markup`<tr>
<td class="cell rule" style="${s.cell};padding:8px 8px 8px 0;border-top:1px solid #eaecf0">${outside(slice.name)} <span class="label" style="${s.label};white-space:nowrap">${slice.dimension}</span></td>
${measured && [numberCell(slice.value), numberCell(slice.n)]}${numberCell(slice.misses)}${numberCell(slice.shareText)}<td class="wide rule" width="76" style="padding:8px 0 8px 10px;border-top:1px solid #eaecf0"><div class="track" style="width:66px;height:6px;border-radius:3px;background:#eaecf0"><div style="width:${Math.round(slice.share * 66)}px;height:6px;border-radius:3px;background:#c4281b"></div></div></td>
</tr>
`;

/** The first `most` slices. */
export const slices = (view: AlertView, most = 5): Markup | undefined | false =>
  view.slices.length > 0 &&
  section(
    'Where the misses are',
    markup`<table width="100%" style="margin-top:6px"><tr>
<th scope="col" class="label" align="left" style="${s.label};padding:4px 0;text-align:left">Slice</th>
${[...(view.slicesMeasured ? ['Value', 'n'] : []), 'Misses', 'Share'].map((name) => markup`<th scope="col" class="label" align="right" style="${s.label};padding:4px 0 4px 14px;text-align:right">${name}</th>`)}
<th class="wide" aria-hidden="true"></th>
</tr>
${view.slices.slice(0, most).map((slice) => sliceLine(slice, view.slicesMeasured))}</table>
<p class="small" style="${s.small};padding-top:8px">Slices of different kinds overlap: a record counts once in each.</p>`,
  );

const exampleLine = (example: ExampleRow): Markup => markup`<tr>
<td class="cell rule" valign="top" style="${s.cell};padding:9px 12px 9px 0;border-top:1px solid #eaecf0"><span class="strong" style="${s.strong};font-size:14px;overflow-wrap:anywhere;word-break:break-word">${outside(example.record)}</span><br><span class="small" style="${s.small}">${outside(example.what)} · ${outside(example.where)}</span></td>
<td class="number rule" valign="top" align="right" style="${s.number};padding:9px 0;border-top:1px solid #eaecf0;text-align:right">${example.howLate}</td>
</tr>
`;

/** The first `most` examples. */
export const examples = (view: AlertView, most = 5): Markup | undefined | false => {
  const shown = view.examples.slice(0, most);
  return (
    shown.length > 0 &&
    section(
      examplesTitle(view, shown.length),
      markup`<table width="100%" style="margin-top:8px">
${shown.map(exampleLine)}</table>`,
    )
  );
};

export const code = (commands: readonly string[]): Markup =>
  markup`<div class="box" style="margin-top:8px;padding:12px 14px;border-radius:8px;background:#f2f4f7">${commands.map((command) => markup`<div class="code" style="${s.code}">${command}</div>`)}</div>`;
