/** The control chart: points about their centre line, within limits that chance explains. One SVG for mail (as PNG) and pages. */
import { type Markup, markup } from '../core/text/markup.ts';
import { axisOf } from './axis.ts';
import { type Place, placeOf, px } from './place.ts';
import { chartColours as c } from './trend-chart.ts';

interface ControlPoint {
  value: number;
  centre: number;
  low: number;
  high: number;
  flagged: boolean;
  /** Under the axis, where it is named. */
  label: string;
}

export interface ControlChart {
  /** Read out in place of the picture. */
  alt: string;
  /** Oldest first, at least one. */
  points: readonly ControlPoint[];
  /** Least and greatest value that the KPI can have. */
  bounds: [number, number];
  /** `usual 93.1 %`. */
  centreLabel: string;
  tickLabel(value: number): string;
}

/** Not the red of a miss: a changed process may well keep its target. */
const changed = '#b54708';
const size = { width: 440, height: 244 };
const frame = { top: 40, bottom: 204 };

/** Limits are as wide as a point's n makes them: they go in steps. */
const stepped = (
  points: readonly ControlPoint[],
  pick: (point: ControlPoint) => number,
  { x, y, step }: Place,
): string =>
  points
    .map((point, at) => {
      const [from, to] = [px(x(at) - step / 2), px(x(at) + step / 2)];
      return `${at === 0 ? 'M' : 'L'}${from} ${px(y(pick(point)))}H${to}`;
    })
    .join('');

const band = ({ points }: ControlChart, place: Place): Markup => {
  const upper = stepped(points, ({ high }) => high, place);
  const lower = stepped([...points].reverse(), ({ low }) => low, {
    ...place,
    x: (at) => place.x(points.length - 1 - at),
    step: -place.step,
  });
  return markup`<path d="${upper}${lower.replace(/^M/, 'L')}Z" fill="${c.band}" fill-opacity="0.07"/>
<path d="${upper}" fill="none" stroke="${c.muted}" stroke-dasharray="4 3"/>
<path d="${stepped(points, ({ low }) => low, place)}" fill="none" stroke="${c.muted}" stroke-dasharray="4 3"/>
<path d="${stepped(points, ({ centre }) => centre, place)}" fill="none" stroke="${c.target}" stroke-width="1.5"/>`;
};

const line = ({ points }: ControlChart, { x, y }: Place): Markup => {
  const path = points.map(({ value }, at) => `${at === 0 ? 'M' : 'L'}${px(x(at))} ${px(y(value))}`).join('');
  const radius = points.length > 45 ? 2.2 : 3;
  return markup`<path d="${path}" fill="none" stroke="${c.line}" stroke-opacity="0.55" stroke-width="1.5" stroke-linejoin="round"/>
${points.map(
  ({ value, flagged }, at) =>
    markup`<circle cx="${px(x(at))}" cy="${px(y(value))}" r="${flagged ? radius + 1.6 : radius}" fill="${flagged ? changed : c.line}"${flagged && markup` stroke="${c.paper}" stroke-width="1"`}/>
`,
)}`;
};

const legend = (chart: ControlChart): Markup => {
  const y = 16;
  const right = size.width - 14;
  return markup`<line x1="14" x2="38" y1="${y}" y2="${y}" stroke="${c.target}" stroke-width="1.5"/>
<text x="46" y="${y + 4}" fill="${c.target}" font-weight="600">${chart.centreLabel}</text>
<circle cx="${right - 227}" cy="${y}" r="4.6" fill="${changed}"/><text x="${right - 217}" y="${y + 4}">changed</text>
<rect x="${right - 157}" y="${y - 7}" width="24" height="14" fill="${c.band}" fill-opacity="0.07"/>
<line x1="${right - 157}" x2="${right - 133}" y1="${y - 7}" y2="${y - 7}" stroke="${c.muted}" stroke-dasharray="4 3"/>
<line x1="${right - 157}" x2="${right - 133}" y1="${y + 7}" y2="${y + 7}" stroke="${c.muted}" stroke-dasharray="4 3"/>
<text x="${right}" y="${y + 4}" text-anchor="end">what chance explains</text>`;
};

/** The oldest point, the first that changed, and the newest are named; names that would touch give way to those. */
const labels = ({ points }: ControlChart, { x }: Place): Markup => {
  const wanted = [points.findIndex(({ flagged }) => flagged), points.length - 1, 0].filter((at) => at >= 0);
  const named: number[] = [];
  for (const at of wanted) if (named.every((other) => Math.abs(x(other) - x(at)) > 64)) named.push(at);
  const anchor = (at: number) => (x(at) > size.width - 60 ? 'end' : x(at) < 60 ? 'start' : 'middle');
  return markup`${named.map((at) => markup`<text x="${px(x(at))}" y="${frame.bottom + 20}" text-anchor="${anchor(at)}"${points[at]?.flagged && markup` fill="${changed}" font-weight="600"`}>${points[at]?.label}</text>\n`)}`;
};

/** Draws the chart: 440 × 244, complete, with nothing loaded from outside but the font's name. Pure. */
export const drawControlChart = (chart: ControlChart): string => {
  const { points } = chart;
  const values = points.flatMap(({ value, centre }) => [value, centre]);
  const axis = axisOf(
    values,
    points.flatMap(({ low, high }) => [low, high]),
    chart.bounds,
  );
  const left = 18 + 7.2 * Math.max(3, ...axis.ticks.map((tick) => chart.tickLabel(tick).length));
  const right = size.width - 20;
  const even = placeOf(axis, points.length, { left, right, ...frame });
  // A limit may lie beyond what the values need.
  const place = { ...even, y: (value: number) => even.y(Math.min(axis.high, Math.max(axis.low, value))) };
  const ticks = axis.ticks.map(
    (
      tick,
    ) => markup`<line x1="${px(left)}" x2="${px(right)}" y1="${px(place.y(tick))}" y2="${px(place.y(tick))}" stroke="${c.grid}"/>
<text x="${px(left - 8)}" y="${px(place.y(tick) + 4)}" text-anchor="end">${chart.tickLabel(tick)}</text>
`,
  );
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${chart.alt}" font-family="Inter, sans-serif" font-size="12.5" fill="${c.muted}">
<rect width="${size.width}" height="${size.height}" rx="8" fill="${c.paper}"/>
${legend(chart)}
${ticks}
${band(chart, place)}
${line(chart, place)}
${labels(chart, place)}
</svg>`.text;
};
