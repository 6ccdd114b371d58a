/** The trend chart: a KPI over the last periods against its target. One SVG for mail (as PNG) and pages. */
import { type Markup, markup } from '../core/text/markup.ts';
import { type Axis, axisOf } from './axis.ts';
import { type Place, placeOf, px } from './place.ts';

interface TrendPoint {
  /** Under the point: the period's short name, and below it the year where one begins. */
  label: string;
  year?: string;
  /** `null`: a period without data, drawn as a gap. */
  value: number | null;
  n: number;
  interval: readonly [number | null, number | null] | null;
  /** Drawn red. */
  missed: boolean;
}

export interface Trend {
  /** Read out in place of the picture. */
  alt: string;
  points: readonly TrendPoint[];
  target: { value: number; label: string };
  /** Which side of the target is good. */
  better: 'higher' | 'lower';
  /** Least and greatest value that the KPI can have. */
  bounds: [number, number];
  /** The label of a tick, and of the newest point. */
  tickLabel(value: number): string;
  valueLabel(value: number): string;
}

/** Sober on white; red is kept for misses alone. */
export const chartColours = {
  ink: '#1d2939',
  muted: '#667085',
  grid: '#eaecf0',
  line: '#35557d',
  band: '#35557d',
  target: '#344054',
  miss: '#c4281b',
  wrongSide: '#fdf4f3',
  paper: '#ffffff',
} as const;
const c = chartColours;

// As wide as a phone shows without its letters getting too small to read.
const size = { width: 440, height: 244 };
const frame = { top: 40, bottom: 182 };

/** `4,071` fits under a point, `123,456` does not: `123k`. */
export const shortCount = (n: number): string => {
  if (n < 10_000) return n.toLocaleString('en-US');
  return n < 1_000_000 ? `${Math.round(n / 1000)}k` : `${(n / 1_000_000).toFixed(1)}M`;
};

const grid = (trend: Trend, axis: Axis, { left, right, y }: Place): Markup[] =>
  axis.ticks.map(
    (
      tick,
    ) => markup`<line x1="${px(left)}" x2="${px(right)}" y1="${px(y(tick))}" y2="${px(y(tick))}" stroke="${c.grid}"/>
<text x="${px(left - 8)}" y="${px(y(tick) + 4)}" text-anchor="end">${trend.tickLabel(tick)}</text>`,
  );

/** The side of the target on which nobody wants to be. */
const wrongSide = (trend: Trend, { left, right, y }: Place): Markup => {
  const at = y(trend.target.value);
  const [from, to] = trend.better === 'higher' ? [at, frame.bottom] : [frame.top, at];
  return markup`<rect x="${px(left)}" y="${px(from)}" width="${px(right - left)}" height="${px(Math.max(0, to - from))}" fill="${c.wrongSide}"/>`;
};

const targetLine = (trend: Trend, { left, right, y }: Place): Markup => {
  const at = px(y(trend.target.value));
  return markup`<line x1="${px(left)}" x2="${px(right)}" y1="${at}" y2="${at}" stroke="${c.target}" stroke-width="1.5" stroke-dasharray="5 4"/>`;
};

/** What line, dot and bar stand for, above the plot, where nothing can lie over it. */
const legend = (trend: Trend): Markup => {
  const y = 16;
  const bar = (x: number, colour: string) =>
    markup`<line x1="${x}" x2="${x}" y1="${y - 8}" y2="${y + 8}" stroke="${colour}" stroke-opacity="0.28" stroke-width="7"/><circle cx="${x}" cy="${y}" r="4" fill="${colour}"/>`;
  const right = size.width - 14;
  const missed = trend.points.some((point) => point.missed);
  return markup`<line x1="14" x2="38" y1="${y}" y2="${y}" stroke="${c.target}" stroke-width="1.5" stroke-dasharray="5 4"/>
<text x="46" y="${y + 4}" fill="${c.target}" font-weight="600">${trend.target.label}</text>
${missed && markup`${bar(right - 160, c.miss)}<text x="${right - 151}" y="${y + 4}">missed</text>`}
${bar(right - 91, c.line)}<text x="${right}" y="${y + 4}" text-anchor="end">95 % interval</text>`;
};

const whiskers = (trend: Trend, axis: Axis, { x, y }: Place): Markup[] =>
  trend.points.map((point, at) => {
    if (point.value === null || !point.interval) return markup``;
    const [low, high] = point.interval;
    const top = y(Math.min(high ?? axis.high, axis.high));
    const bottom = y(Math.max(low ?? axis.low, axis.low));
    return markup`<line x1="${px(x(at))}" x2="${px(x(at))}" y1="${px(top)}" y2="${px(bottom)}" stroke="${point.missed ? c.miss : c.band}" stroke-opacity="0.28" stroke-width="7" stroke-linecap="butt"/>`;
  });

/** One line for each run of periods that have data: a gap is not bridged. */
const line = (trend: Trend, { x, y }: Place): Markup => {
  let path = '';
  for (const [at, { value }] of trend.points.entries()) {
    if (value === null) continue;
    const previous = trend.points[at - 1];
    path += `${previous && previous.value !== null ? 'L' : 'M'}${px(x(at))} ${px(y(value))}`;
  }
  return markup`<path d="${path}" fill="none" stroke="${c.line}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>`;
};

const dots = (trend: Trend, { x, y }: Place): Markup[] =>
  trend.points.map((point, at) =>
    point.value === null
      ? markup`<text x="${px(x(at))}" y="${frame.bottom - 8}" text-anchor="middle">–</text>`
      : markup`<circle cx="${px(x(at))}" cy="${px(y(point.value))}" r="${point.missed ? 5 : 4}" fill="${point.missed ? c.miss : c.line}" stroke="${c.paper}" stroke-width="1.5"/>`,
  );

/** The newest point carries its value, in the margin beside it. */
const newest = (trend: Trend, { x, y }: Place): Markup => {
  const at = trend.points.length - 1;
  const point = trend.points[at];
  if (!point || point.value === null) return markup``;
  return markup`<text x="${px(x(at) + 11)}" y="${px(y(point.value) + 5)}" font-size="15" font-weight="600" fill="${point.missed ? c.miss : c.ink}">${trend.valueLabel(point.value)}</text>`;
};

/** Room that a year takes: one that the next would touch is left out. */
const yearWidth = 34;

/** Each year, under the first name that stands in it. */
const yearsBelow = ({ points }: Trend, named: (at: number) => boolean): { at: number; year: string }[] => {
  let waiting: string | undefined;
  return points.flatMap(({ year }, at) => {
    waiting = year ?? waiting;
    if (!named(at) || waiting === undefined) return [];
    const begun = { at, year: waiting };
    waiting = undefined;
    return [begun];
  });
};

/** Period, year and n below each point; what would touch its neighbour leaves out every other one, never the newest. A year stands below its first name. */
const labels = (trend: Trend, { left, right, x }: Place): Markup[] => {
  const strideOf = (texts: readonly string[], letter: number) =>
    Math.max(
      1,
      Math.ceil(((Math.max(...texts.map(({ length }) => length)) * letter + 5) * texts.length) / (right - left)),
    );
  const counts = trend.points.map(({ n }) => shortCount(n));
  const nameStride = strideOf(
    trend.points.map(({ label }) => label),
    7.4,
  );
  const countStride = strideOf(counts, 6.4);
  const newestAt = trend.points.length - 1;
  const text = (at: number, below: number, size: number, content: string, last = false) =>
    markup`<text x="${px(x(at))}" y="${frame.bottom + below}" text-anchor="middle" font-size="${size}"${last && markup` fill="${c.ink}" font-weight="600"`}>${content}</text>
`;
  const named = (at: number) => (newestAt - at) % nameStride === 0;
  const years = yearsBelow(trend, named).filter(({ at }, which, all) => {
    const next = all[which + 1];
    return !next || x(next.at) - x(at) >= yearWidth;
  });
  return trend.points
    .map((_, at) => {
      const begun = years.find((each) => each.at === at);
      return [
        named(at) && text(at, 18, 12.5, trend.points[at]?.label ?? '', at === newestAt),
        begun && text(at, 33, 11.5, begun.year),
        (newestAt - at) % countStride === 0 && text(at, 50, 11.5, counts[at] ?? ''),
      ];
    })
    .map((texts) => markup`${texts}`);
};

/** Draws the chart: 440 × 244, complete, with nothing loaded from outside but the font's name. Pure. */
export const drawTrend = (trend: Trend): string => {
  const known = trend.points.flatMap(({ value }) => (value === null ? [] : [value]));
  const ends = trend.points.flatMap(({ value, interval }) => (value === null || !interval ? [] : interval));
  const axis = axisOf(
    [...known, trend.target.value],
    ends.filter((end) => end !== null),
    trend.bounds,
  );
  const newestValue = trend.points.at(-1)?.value ?? null;
  const left = 18 + 7.2 * Math.max(3, ...axis.ticks.map((tick) => trend.tickLabel(tick).length));
  const right = size.width - 20 - (newestValue === null ? 0 : 8.2 * trend.valueLabel(newestValue).length);
  const place = placeOf(axis, trend.points.length, { left, right, ...frame });
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${trend.alt}" font-family="Inter, sans-serif" font-size="12.5" fill="${c.muted}">
<rect width="${size.width}" height="${size.height}" rx="8" fill="${c.paper}"/>
${legend(trend)}
${wrongSide(trend, place)}
${grid(trend, axis, place)}
${whiskers(trend, axis, place)}
${targetLine(trend, place)}
${line(trend, place)}
${dots(trend, place)}
${newest(trend, place)}
${labels(trend, place)}
<text x="${px(left - 8)}" y="${frame.bottom + 50}" text-anchor="end" font-size="11.5">n</text>
</svg>`.text;
};
