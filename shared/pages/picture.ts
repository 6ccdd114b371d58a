/** A chart on a page: drawn, and as a table for whoever cannot see it. */
import { Markup, markup } from '../core/markup.ts';
import type { Picture } from '../mail/picture.ts';
import { outside } from './parts.ts';

const headCell = (name: string, at: number): Markup => {
  if (at === 0) return markup`<th scope="col">${name || 'Period'}</th>`;
  // A column of remarks names itself.
  return name ? markup`<th scope="col" class="number">${name}</th>` : markup`<td class="number"></td>`;
};

const table = ({ alt, rows }: Picture): Markup => {
  const [names = [], ...lines] = rows;
  return markup`<details>
<summary>The chart as a table</summary>
<table>
<caption>${alt}</caption>
<thead><tr>${names.map(headCell)}</tr></thead>
<tbody>
${lines.map(
  ([
    label = '',
    ...cells
  ]) => markup`<tr><th scope="row">${outside(label)}</th>${cells.map((cell) => markup`<td class="number">${cell}</td>`)}</tr>
`,
)}</tbody>
</table>
</details>
`;
};

/** Scrolls on a phone, from its newest end, and can be reached without a mouse. */
export const pictureFigure = (
  picture: Picture,
): Markup => markup`<div class="chart" role="group" aria-label="Chart" tabindex="0">${new Markup(picture.svg)}</div>
${table(picture)}`;
