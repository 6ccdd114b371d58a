/** The evidence of an alert on a page: what its mail said, with the chart as a drawing and as a table. */
import { type Markup, markup } from '../core/text/markup.ts';
import type { ExampleRow, SliceRow } from '../mail/alert/alert-details.ts';
import { type AlertView, examplesTitle } from '../mail/alert/alert-view.ts';
import { badge, facts, outside, section, unbroken } from './parts.ts';
import { pictureFigure } from './picture.ts';

/** What happened, in one heading (the page's own, or one below it), one paragraph and four figures. */
export const evidenceOpening = (
  view: AlertView,
  heading: 'h1' | 'h2' = 'h1',
): Markup => markup`${badge(view.tone, view.badge)}
${heading === 'h1' ? markup`<h1>${unbroken(view.headline)}</h1>` : markup`<h2>${unbroken(view.headline)}</h2>`}
<p>${unbroken(view.summary)}</p>
${view.outlook && markup`<p>${unbroken(view.outlook)}</p>`}
<dl class="figures">
${view.figures.map(
  (
    { label, text },
    at,
  ) => markup`<div${at === 0 && view.tone === 'bad' && markup` class="miss"`}><dt>${label}</dt><dd>${unbroken(text)}</dd></div>
`,
)}</dl>
`;

const sliceLine = (slice: SliceRow, measured: boolean): Markup =>
  markup`<tr><th scope="row">${outside(slice.name)} <span class="quiet">${slice.dimension}</span></th>${measured && markup`<td class="number">${slice.value}</td><td class="number">${slice.n}</td>`}<td class="number">${slice.misses}</td><td class="number">${slice.shareText}</td></tr>
`;

const slices = ({ slices: rows, slicesMeasured }: AlertView): Markup | false =>
  rows.length > 0 &&
  section(
    'Where the misses are',
    markup`<table>
<thead><tr><th scope="col">Slice</th>${(slicesMeasured ? ['Value', 'n', 'Misses', 'Share'] : ['Misses', 'Share']).map((name) => markup`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => sliceLine(row, slicesMeasured))}</tbody>
</table>
<p class="quiet">Slices of different kinds overlap: a record counts once in each.</p>`,
  );

const exampleLine = (example: ExampleRow): Markup =>
  markup`<tr><th scope="row"><span class="strong">${outside(example.record)}</span><br><span class="quiet">${outside(example.what)} · ${outside(example.where)}</span></th><td class="number">${example.howLate}</td></tr>
`;

const examples = (view: AlertView): Markup | false =>
  view.examples.length > 0 &&
  section(
    examplesTitle(view, view.examples.length),
    markup`<table>
<thead><tr><th scope="col">Record</th><th scope="col" class="number">What</th></tr></thead>
<tbody>
${view.examples.map(exampleLine)}</tbody>
</table>`,
  );

/** Everything that the alert rests on, for whoever wants to see it before they decide. */
export const evidenceDetails = (
  view: AlertView,
): Markup => markup`${view.picture && section(view.picture.title, pictureFigure(view.picture))}
${section(view.sinceTitle, markup`<p>${view.since}</p>`)}
${view.sources.length > 0 && section('Feeds that owe data', facts(view.sources))}
${slices(view)}
${examples(view)}
${section('What this rests on', facts(view.basis))}`;
