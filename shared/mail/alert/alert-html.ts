/** The mail of one alert as HTML. */
import { markup } from '../../core/text/markup.ts';
import { frame, styles as s, section } from '../frame/frame.ts';
import { facts, figures, footer, letterhead, opening } from '../frame/parts.ts';
import { chart, choices, code, examples, slices } from './alert-sections.ts';
import type { AlertView } from './alert-view.ts';

/** The whole document. `cid` names the chart's part, `foot` says why it came. */
export const alertHtml = (view: AlertView, cid: string, foot: string, notice: string): string =>
  frame(view.subject, view.summary, [
    letterhead(view.company, view.date),
    opening(view),
    figures(view.figures, view.tone),
    choices(view, true),
    view.sources.length > 0 && section('Feeds that owe data', facts(view.sources)),
    chart(view, cid),
    section(view.sinceTitle, markup`<p class="text" style="${s.text};padding-top:4px">${view.since}</p>`),
    slices(view),
    examples(view),
    section('What this rests on', facts(view.basis)),
    section('See more', code(view.commands)),
    footer(foot, notice),
  ]).text;
