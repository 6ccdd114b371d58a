/** What pages are put together from. */
import { type Markup, type MarkupValue, markup } from '../core/text/markup.ts';

export type Tone = 'bad' | 'warning' | 'good' | 'quiet';

/** Text of unknown direction, kept from turning its neighbours around. */
export const outside = (text: string): Markup => markup`<bdi>${text}</bdi>`;

/** Keeps a figure and its percent sign on one line. */
export const unbroken = (text: string): string => text.replaceAll(/(?<=\d) (?=%)/g, '\u00a0');

export const card = (content: MarkupValue): Markup => markup`<div class="card">
${content}
</div>
`;

export const badge = (tone: Tone, text: string): Markup => markup`<span class="badge ${tone}">${text}</span>`;

/** Something to be noticed before the rest; `quiet` where it is just news. */
export const note = (tone: Tone, content: MarkupValue): Markup => markup`<div class="note ${tone}">${content}</div>
`;

export const section = (title: string, content: MarkupValue): Markup => markup`<section>
<h2>${title}</h2>
${content}
</section>
`;

/** Names with what they are. */
export const facts = (entries: readonly { label: string; text: MarkupValue }[]): Markup => markup`<dl class="facts">
${entries.map(
  ({ label, text }) => markup`<dt>${label}</dt><dd>${typeof text === 'string' ? outside(text) : text}</dd>
`,
)}</dl>
`;
