/** The history chart: an objective's reading on every day, its target, and the days on which an alert stood open. */
import { type Markup, markup } from '../core/text/markup.ts';
import { axisOf } from './axis.ts';
import { type Place, placeOf, px } from './place.ts';
import { chartColours as c } from './trend-chart.ts';

export type OpenState = 'at-risk' | 'missed' | 'silent';

interface HistoryDay {
  /** `null`: no data, or too little to judge; a gap in the line. */
  value: number | null;
  /** The first day of a period: the line begins anew. */
  begins: boolean;
  /** The last reading of a whole period: what it came to. */
  ends: boolean;
  /** How the alert stood, where it was open. */
  open?: OpenState;
  /** Under the axis, where a month is named. */
  label?: string;
}

export interface History {
  /** Read out in place of the picture. */
  alt: string;
  title: string;
  days: readonly HistoryDay[];
  target: { value: number; label: string };
  better: 'higher' | 'lower';
  /** Least and greatest value that the KPI can have. */
  bounds: [number, number];
  tickLabel(value: number): string;
}

const colours: Record<OpenState, string> = { missed: c.miss, 'at-risk': '#d08a16', silent: '#98a2b3' };
const names: Record<OpenState, string> = { missed: 'missed', 'at-risk': 'at risk', silent: 'silent' };
const size = { width: 760, height: 330 };
const frame = { top: 70, bottom: 256 };
/** Below the plot: what stood open, day by day. */
const strip = { top: 266, height: 14 };

/** Runs of days in one state. */
const runsOf = (days: readonly HistoryDay[]): { from: number; to: number; state: OpenState }[] => {
  const runs: { from: number; to: number; state: OpenState }[] = [];
  for (const [at, { open }] of days.entries()) {
    const last = runs.at(-1);
    if (!open) continue;
    if (last && last.state === open && last.to === at) last.to = at + 1;
    else runs.push({ from: at, to: at + 1, state: open });
  }
  return runs;
};

const openDays = ({ days }: History, { left, right, step }: Place): Markup => {
  const at = (day: number) => px(left + step * day);
  return markup`<rect x="${px(left)}" y="${strip.top}" width="${px(right - left)}" height="${strip.height}" fill="${c.grid}" fill-opacity="0.6"/>
<text x="${px(left - 8)}" y="${strip.top + 11}" text-anchor="end">alert</text>
${runsOf(days).map(
  ({ from, to, state }) =>
    markup`<rect x="${at(from)}" y="${frame.top}" width="${px(step * (to - from))}" height="${frame.bottom - frame.top}" fill="${colours[state]}" fill-opacity="0.09"/><rect x="${at(from)}" y="${strip.top}" width="${px(step * (to - from))}" height="${strip.height}" fill="${colours[state]}"/>
`,
)}`;
};

const readings = ({ days }: History, { x, y }: Place): Markup => {
  let path = '';
  let open = false;
  for (const [at, { value, begins }] of days.entries()) {
    if (value !== null) path += `${open && !begins ? 'L' : 'M'}${px(x(at))} ${px(y(value))}`;
    open = value !== null;
  }
  const ends = days.flatMap(({ value, ends, open: state }, at) =>
    value === null || !ends
      ? []
      : [
          markup`<circle cx="${px(x(at))}" cy="${px(y(value))}" r="3.6" fill="${state === 'missed' ? c.miss : c.line}" stroke="${c.paper}" stroke-width="1.2"/>
`,
        ],
  );
  return markup`<path d="${path}" fill="none" stroke="${c.line}" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"/>
${ends}`;
};

const legend = ({ days, target, title }: History): Markup => {
  const y = 50;
  const seen = (['missed', 'at-risk', 'silent'] as const).filter((state) => days.some(({ open }) => open === state));
  const ended = days.some(({ ends }) => ends);
  const right = size.width - 16;
  const keys = seen.map((state, i) => {
    const x = right - 70 * (seen.length - i);
    return markup`<rect x="${x}" y="${y - 9}" width="14" height="14" fill="${colours[state]}"/><text x="${x + 20}" y="${y + 3}">${names[state]}</text>
`;
  });
  const x = 30 + 8 * target.label.length;
  return markup`<text x="16" y="25" font-size="15" font-weight="600" fill="${c.ink}">${title}</text>
<line x1="16" x2="40" y1="${y - 1}" y2="${y - 1}" stroke="${c.target}" stroke-width="1.5" stroke-dasharray="5 4"/>
<text x="48" y="${y + 3}" fill="${c.target}" font-weight="600">${target.label}</text>
${ended && markup`<line x1="${x + 28}" x2="${x + 52}" y1="${y - 1}" y2="${y - 1}" stroke="${c.line}" stroke-width="1.6"/><circle cx="${x + 52}" cy="${y - 1}" r="3.6" fill="${c.line}"/><text x="${x + 62}" y="${y + 3}">to date, and at the end</text>`}
${keys}`;
};

/** Draws the chart: 760 × 330, complete, with nothing loaded from outside but the font's name. Pure. */
export const drawHistory = (history: History): string => {
  const { days, target, better } = history;
  const values = days.flatMap(({ value }) => value ?? []);
  const axis = axisOf([...values, target.value], [], history.bounds);
  const left = 22 + 7.2 * Math.max(5, ...axis.ticks.map((tick) => history.tickLabel(tick).length));
  const right = size.width - 16;
  const place = placeOf(axis, days.length, { left, right, ...frame });
  const { step } = place;
  const ticks = axis.ticks.map((tick) => {
    const y = px(place.y(tick));
    return markup`<line x1="${px(left)}" x2="${px(right)}" y1="${y}" y2="${y}" stroke="${c.grid}"/><text x="${px(left - 8)}" y="${px(y + 4)}" text-anchor="end">${history.tickLabel(tick)}</text>
`;
  });
  const at = px(place.y(target.value));
  const [wrongFrom, wrongTo] = better === 'higher' ? [at, frame.bottom] : [frame.top, at];
  const labels = days.map(({ label }, day) =>
    label === undefined
      ? markup``
      : markup`<line x1="${px(left + step * day)}" x2="${px(left + step * day)}" y1="${strip.top + strip.height}" y2="${strip.top + strip.height + 5}" stroke="${c.muted}"/><text x="${px(left + step * day)}" y="${strip.top + strip.height + 20}">${label}</text>
`,
  );
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${history.alt}" font-family="Inter, sans-serif" font-size="12.5" fill="${c.muted}">
<rect width="${size.width}" height="${size.height}" rx="8" fill="${c.paper}"/>
${legend(history)}
<rect x="${px(left)}" y="${px(wrongFrom)}" width="${px(right - left)}" height="${px(Math.max(0, wrongTo - wrongFrom))}" fill="${c.wrongSide}" fill-opacity="0.6"/>
${openDays(history, place)}
${ticks}
<line x1="${px(left)}" x2="${px(right)}" y1="${at}" y2="${at}" stroke="${c.target}" stroke-width="1.5" stroke-dasharray="5 4"/>
${readings(history, place)}
${labels}
</svg>`.text;
};
