/** The digest as HTML: the sentence and the first objectives on one screen of a phone, then the details. */
import { withoutFormula } from '../../core/text/formula.ts';
import { type Markup, type MarkupValue, markup } from '../../core/text/markup.ts';
import { frame, mark, outside, row, styles as s, section } from '../frame/frame.ts';
import { facts, footer, letterhead } from '../frame/parts.ts';
import { type DigestView, type ObjectiveLine, overlapping } from './digest-view.ts';

/** Objectives that fit on a phone's first screen, below the sentence. */
const firstScreen = 5;
/** Below the 102 KB at which Gmail cuts. */
const mostOthers = 25;
/** Objectives that have a line at all. */
export const mostLines = firstScreen + mostOthers;
const mostActions = 12;

export const sparklineCid = (at: number) => `spark-${at + 1}@hoshin`;

/** Figures keep their units: no line ends before a percent sign, or between `n` and its number. */
const whole = (text: string): string => text.replace(/ (?=%)|(?<=\bn) (?=\d)/g, '\u00a0');

const breakable = 'overflow-wrap:anywhere;word-break:break-word';
const line = 'border-top:1px solid #eaecf0';

const capital = (text: string) => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;

const opening = (view: DigestView): Markup =>
  row(
    markup`<h1 class="headline" style="${s.headline};font-size:22px;line-height:28px;${breakable}">${withoutFormula(view.summary)}</h1>
${view.remarks.length > 0 && markup`<p class="small" style="${s.small};padding-top:6px">${capital(view.remarks.join(' · '))}</p>`}`,
    '0 32px 12px',
  );

const changeCell = ({ change, arrow, worse }: ObjectiveLine): MarkupValue =>
  change &&
  markup`<div class="label${worse && ' bad'}" style="${s.label};font-size:12px;line-height:16px;white-space:nowrap${worse && ';color:#b42318'}">${arrow} ${change}</div>`;

const objectiveLine = (objective: ObjectiveLine, at: number): Markup => {
  const bad = objective.tone === 'bad';
  const under = [`n ${objective.n}`, objective.standing].filter(Boolean).join(' · ');
  return markup`<tr>
<td class="rule" valign="top" style="padding:7px 8px 7px 0;${line}"><div class="strong" style="${s.strong};font-size:14px;line-height:18px;${breakable}">${outside(objective.title)}</div><div style="padding-top:3px">${mark(objective.tone, objective.state)} <span class="label" style="${s.label};font-size:12px;line-height:16px;${breakable}">${outside(under)}</span></div></td>
<td class="rule" width="84" style="padding:7px 0;${line}">${objective.sparkline && markup`<img src="cid:${sparklineCid(at)}" width="84" height="28" alt="${objective.alt}" style="width:84px;height:28px;font:400 11px/14px sans-serif;color:#667085;overflow:hidden">`}</td>
<td class="rule" valign="top" align="right" style="padding:7px 0 7px 8px;${line};text-align:right"><div class="figure${bad && ' bad'}" style="${s.figure};font-size:16px;line-height:20px${bad && ';color:#b42318'}">${objective.value}</div><div class="label" style="${s.label};font-size:12px;line-height:16px;white-space:nowrap">${objective.target}</div>${changeCell(objective)}</td>
</tr>
`;
};

const objectives = (lines: readonly ObjectiveLine[], from: number): Markup =>
  markup`<table width="100%">
${lines.map((each, at) => objectiveLine(each, from + at))}</table>`;

const text = (content: MarkupValue, above = 6): Markup =>
  markup`<p class="text" style="${s.text};font-size:14px;line-height:21px;padding-top:${above}px;${breakable}">${content}</p>`;
const aside = (content: MarkupValue): Markup =>
  markup`<p class="small" style="${s.small};padding-top:2px;${breakable}">${content}</p>`;

const worsened = ({ worsened: all }: DigestView) =>
  all.length > 0 &&
  section(
    'What got worse, and where',
    all
      .map(
        ({
          title,
          moved,
          slices,
          none,
        }) => markup`${text(markup`<strong class="strong">${outside(title)}</strong>: ${whole(moved)}`)}
${slices.map(({ name, moved: how, n, share }) => aside(markup`${outside(name)}: ${whole(`${how}, n ${n}`)}, <strong>${whole(share)}</strong>`))}
${none && aside(none)}`,
      )
      .concat(all.some(({ slices }) => slices.length > 1) ? aside(overlapping) : []),
  );

const voices = ({ voices: all, voicesTitle }: DigestView) =>
  all.length > 0 &&
  section(
    voicesTitle,
    all.map(
      ({
        text: said,
        about,
      }) => markup`<blockquote class="rule" style="margin:10px 0 0;padding:0 0 0 12px;border-left:3px solid #d0d5dd"><p class="text" style="${s.text};font-size:14px;line-height:21px;${breakable}">${outside(said)}</p><p class="small" style="${s.small};${breakable}">${outside(about)}</p></blockquote>
`,
    ),
  );

const actions = ({ actions: all }: DigestView) =>
  all.length > 0 &&
  section(
    'Actions',
    markup`<table width="100%" style="margin-top:6px">
${all.slice(0, mostActions).map(
  (action) => markup`<tr>
<td class="cell rule" valign="top" style="${s.cell};padding:7px 8px 7px 0;${line}">${outside(action.what)}<br><span class="small" style="${s.small}">${action.id} · ${outside(action.words)}</span></td>
<td class="rule" valign="top" align="right" style="padding:8px 0;${line};text-align:right">${mark(action.tone, action.state)}</td>
</tr>
`,
)}</table>${all.length > mostActions && aside(`And ${all.length - mostActions} more: hoshin actions.`)}`,
  );

const decisions = ({ decisions: all }: DigestView) =>
  all.length > 0 &&
  section(
    'Decided',
    all.map(
      ({ title, words, reason }) =>
        markup`${text(markup`<strong class="strong">${outside(title)}</strong>: ${outside(words)}`)}${reason && aside(outside(reason))}`,
    ),
  );

const restatements = ({ restatements: all }: DigestView) =>
  all.length > 0 &&
  section(
    'Figures that changed since you were told',
    all.map(
      ({ title, moved, why }) =>
        markup`${text(markup`<strong class="strong">${outside(title)}</strong>: ${whole(moved)}`)}${aside(why)}`,
    ),
  );

const listed = (title: string, entries: DigestView['signals']) =>
  entries.length > 0 && section(title, facts(entries.map(({ label, text: said }) => ({ label, text: whole(said) }))));

const others = ({ objectives: all }: DigestView) => {
  const rest = all.slice(firstScreen);
  if (rest.length === 0) return false;
  return section(
    'The other objectives',
    markup`<div style="padding-top:6px">${objectives(rest.slice(0, mostOthers), firstScreen)}</div>${rest.length > mostOthers && aside(`And ${rest.length - mostOthers} more: hoshin alerts.`)}`,
  );
};

/** The whole document. `stop` is the page on which the digests end, if it could be signed. */
export const digestHtml = (view: DigestView, notice: string, stop: string | undefined): string =>
  frame(view.subject, [view.summary, ...view.remarks].join(' '), [
    letterhead(view.company, view.period),
    opening(view),
    row(objectives(view.objectives.slice(0, firstScreen), 0), '0 32px 6px'),
    row(markup`<p class="small" style="${s.small};font-size:12px">${view.days}. ${view.compared} ${view.frozen}</p>`),
    worsened(view),
    restatements(view),
    listed('The process changed', view.signals),
    listed('Outlook', view.forecasts),
    voices(view),
    actions(view),
    decisions(view),
    listed('Sources that owe data', view.silentSources),
    listed('No mail reaches', view.unreachable),
    others(view),
    listed('Could not be read', view.unread),
    stop &&
      row(
        markup`<p class="small" style="${s.small}"><a class="small" href="${stop}" style="color:#667085;text-decoration:underline">Stop these digests</a></p>`,
        '0 32px 10px',
      ),
    footer(view.footer, notice),
  ]).text;
