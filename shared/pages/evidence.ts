/** The evidence of an alert on a page: what its mail said, with the chart as a drawing and as a table. */
import { drawTrend, type Trend } from '../charts/trend-chart.ts';
import { Markup, markup } from '../core/markup.ts';
import type { AlertView, ExampleRow, SliceRow } from '../mail/alert-view.ts';
import { badge, facts, outside, section } from './parts.ts';

/** What happened, in one heading, one paragraph and four figures. */
export const evidenceOpening = (view: AlertView): Markup => markup`${badge(view.tone, view.badge)}
<h1>${view.headline}</h1>
<p>${view.summary}</p>
<dl class="figures">
${view.figures.map(
  (
    { label, text },
    at,
  ) => markup`<div${at === 0 && view.tone === 'bad' && markup` class="miss"`}><dt>${label}</dt><dd>${text}</dd></div>
`,
)}</dl>
`;

const trendTable = ({ points, valueLabel, alt }: Trend): Markup => markup`<details>
<summary>The chart as a table</summary>
<table>
<caption>${alt}</caption>
<thead><tr><th scope="col">Period</th><th scope="col" class="number">Value</th><th scope="col" class="number">n</th><th scope="col" class="number">Target</th></tr></thead>
<tbody>
${points.map(
  (
    point,
  ) => markup`<tr><th scope="row">${point.label}${point.year && ` ${point.year}`}</th><td class="number">${point.value === null ? 'no data' : valueLabel(point.value)}</td><td class="number">${point.n}</td><td class="number">${point.value === null ? '' : point.missed ? 'missed' : 'not missed'}</td></tr>
`,
)}</tbody>
</table>
</details>
`;

// Scrolls on a phone, from its newest end; can be reached without a mouse.
const chart = (trend: Trend): Markup =>
  section(
    'Trend',
    markup`<div class="chart" role="group" aria-label="Chart" tabindex="0">${new Markup(drawTrend(trend))}</div>
${trendTable(trend)}`,
  );

const sliceLine = (
  slice: SliceRow,
  measured: boolean,
): Markup => markup`<tr><th scope="row">${outside(slice.name)} <span class="quiet">${slice.dimension}</span></th>${measured && markup`<td class="number">${slice.value}</td><td class="number">${slice.n}</td>`}<td class="number">${slice.misses}</td><td class="number">${slice.shareText}</td></tr>
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

const exampleLine = (
  example: ExampleRow,
): Markup => markup`<tr><th scope="row"><span class="strong">${outside(example.record)}</span><br><span class="quiet">${outside(example.what)} · ${outside(example.where)}</span></th><td class="number">${example.howLate}</td></tr>
`;

const examples = ({ examples: rows, examplesTitle }: AlertView): Markup | false =>
  rows.length > 0 &&
  section(
    examplesTitle,
    markup`<table>
<thead><tr><th scope="col">Record</th><th scope="col" class="number">What</th></tr></thead>
<tbody>
${rows.map(exampleLine)}</tbody>
</table>`,
  );

/** Everything that the alert rests on, for whoever wants to see it before they decide. */
export const evidenceDetails = (view: AlertView): Markup => markup`${view.trend && chart(view.trend)}
${section('Since when', markup`<p>${view.since}</p>`)}
${view.sources.length > 0 && section('Feeds that owe data', facts(view.sources))}
${slices(view)}
${examples(view)}
${section('What this rests on', facts(view.basis))}`;
