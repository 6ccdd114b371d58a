/** A chart on a page: drawn, and as a table for whoever cannot see it. */
import { Markup, markup } from '../core/text/markup.ts';
import type { Picture } from '../mail/frame/picture.ts';
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

/** As wide as there is room: its letters are large enough for a phone. */
export const pictureFigure = (picture: Picture): Markup => markup`<div class="chart">${new Markup(picture.svg)}</div>
${table(picture)}`;
