/** The mail about several alerts as HTML: all of them on the first screen, then one after another. */
import { type Markup, markup } from '../../core/text/markup.ts';
import { badge, frame, outside, row, styles as s } from '../frame/frame.ts';
import { facts, footer, held, letterhead, opening } from '../frame/parts.ts';
import { chart, choices, examples, slices } from './alert-sections.ts';
import type { AlertView } from './alert-view.ts';
import { chooseDetails, type Detail, describeLeftOut } from './group-details.ts';
import type { GroupView } from './group-view.ts';

/** Below the 102 KB at which Gmail cuts. */
const mostBytes = 98_000;
/** More objectives than this are counted, not listed. */
export const mostRows = 20;
/** Of each alert, beside others. */
export const mostEach = 3;

export const trendCid = (at: number) => `trend-${at + 1}@hoshin`;
export const sparklineCid = (at: number) => `spark-${at + 1}@hoshin`;

const overviewLine = (
  { view, tone, label, value, target }: GroupView['alerts'][number],
  at: number,
): Markup => markup`<tr>
<td class="rule" style="padding:10px 8px 10px 0;border-top:1px solid #eaecf0"><div class="strong" style="${s.strong};font-size:14px;line-height:20px;padding-bottom:4px;overflow-wrap:anywhere;word-break:break-word">${outside(view.title)}</div>${badge(tone, label)}</td>
<td class="rule spark" width="84" style="padding:10px 0;border-top:1px solid #eaecf0">${view.sparkline && markup`<img src="cid:${sparklineCid(at)}" width="84" height="28" alt="" style="width:84px;height:28px">`}</td>
<td class="rule" align="right" width="78" style="padding:10px 0 10px 10px;border-top:1px solid #eaecf0;text-align:right"><div class="figure${tone === 'bad' && ' bad'}" style="${s.figure}${tone === 'bad' && ';color:#b42318'}">${held(value)}</div><div class="label" style="${s.label};white-space:nowrap">${held(target)}</div></td>
</tr>
`;

const overview = ({ alerts }: GroupView): Markup =>
  row(
    markup`<table class="overview" width="100%">
<tr><th scope="col" class="label" align="left" style="${s.label};padding:0 0 4px;text-align:left">Objective</th><th scope="col" class="label spark" align="left" style="${s.label};padding:0 0 4px;text-align:left">Trend</th><th scope="col" class="label" align="right" style="${s.label};padding:0 0 4px;text-align:right">Value, target</th></tr>
${alerts.slice(0, mostRows).map(overviewLine)}</table>${alerts.length > mostRows && markup`<p class="small" style="${s.small};padding-top:8px">And ${alerts.length - mostRows} more, less severe.</p>`}`,
    '0 32px 30px',
  );

const head = (view: AlertView): Markup =>
  row(
    markup`<div class="rule" style="border-top:2px solid #d0d5dd;padding-top:22px">${badge(view.tone, view.badge)}
<h2 class="section" style="${s.headline};font-size:19px;line-height:26px;padding:10px 0 6px;overflow-wrap:anywhere;word-break:break-word">${held(view.headline)}</h2>
<p class="text" style="${s.text}">${held(view.summary)}</p>${view.outlook && markup`<p class="text" style="${s.text};padding-top:8px">${held(view.outlook)}</p>`}</div>`,
    '0 32px 18px',
  );

const brief = (view: AlertView, at: number): Markup => markup`${[head(view), choices(view, at === 0)]}`;

const full = (view: AlertView, at: number): Markup =>
  markup`${[
    brief(view, at),
    chart(view, trendCid(at)),
    row(markup`<p class="text" style="${s.text}">${view.since}</p>`, '0 32px 24px'),
    view.sources.length > 0 && row(facts(view.sources)),
    slices(view, mostEach),
    examples(view, mostEach),
    row(facts(view.basis.filter(({ label }) => label === 'Objective' || label === 'Owner' || label === 'Measure'))),
  ]}`;

const bytes = (text: string) => Buffer.byteLength(text);

/** The whole document, and how much of each alert it holds. */
export const groupHtml = (view: GroupView, foot: string, notice: string): { html: string; details: Detail[] } => {
  const around = (sections: readonly Markup[], details: readonly Detail[]) => {
    const leftOut = describeLeftOut(details);
    return frame(view.subject, view.summary, [
      letterhead(view.company, view.date),
      opening(view),
      overview(view),
      sections,
      leftOut && row(markup`<p class="small" style="${s.small}">${leftOut}</p>`),
      footer(foot, notice),
    ]).text;
  };
  const sections = view.alerts.map((alert, at) => ({ brief: brief(alert.view, at), full: full(alert.view, at) }));
  const longest = describeLeftOut(['brief', 'named']).length + 200;
  const details = chooseDetails(
    sections.map((each) => ({ brief: bytes(each.brief.text), full: bytes(each.full.text) })),
    mostBytes - longest - bytes(around([], [])),
  );
  const chosen = sections.flatMap((each, at) => {
    const detail = details[at] ?? 'named';
    return detail === 'named' ? [] : [each[detail]];
  });
  return { html: around(chosen, details), details };
};
