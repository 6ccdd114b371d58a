/** Sparkline: the last periods as one small line beside a figure. Its ground is clear, its colours hold on white and on black. */
import { markup } from '../core/text/markup.ts';
import { px } from './place.ts';

export interface Sparkline {
  /** Oldest first; `null`: a period without data, drawn as a gap. */
  values: readonly (number | null)[];
  target: number;
  /** The newest point is drawn red. */
  missed: boolean;
}

/** Each has a contrast of 3 to 1 or better on white and on the dark ground of mails. */
export const sparklineColours = { line: '#5b7fb0', target: '#8590a3', miss: '#dc4a3d' } as const;
const c = sparklineColours;

/** In pixels; as a PNG it has twice as many. */
const sparklineSize = { width: 84, height: 28 } as const;
const inset = 5;

/** Draws it. A single known value is a dot; without any there is the target alone. Pure. */
export const drawSparkline = ({ values, target, missed }: Sparkline): string => {
  const { width, height } = sparklineSize;
  const known = [...values.filter((value) => value !== null), target];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const step = (width - 2 * inset) / Math.max(1, values.length - 1);
  const x = (at: number) => px(inset + step * at);
  const y = (value: number) =>
    px(high === low ? height / 2 : height - inset - ((value - low) / (high - low)) * (height - 2 * inset));
  let path = '';
  for (const [at, value] of values.entries())
    if (value !== null) path += `${at > 0 && values[at - 1] !== null && path ? 'L' : 'M'}${x(at)} ${y(value)}`;
  const newestAt = values.findLastIndex((value) => value !== null);
  const newest = values[newestAt];
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<line x1="0" x2="${width}" y1="${y(target)}" y2="${y(target)}" stroke="${c.target}" stroke-dasharray="3 3"/>
<path d="${path}" fill="none" stroke="${c.line}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>
${newest !== undefined && newest !== null && markup`<circle cx="${x(newestAt)}" cy="${y(newest)}" r="3.5" fill="${missed ? c.miss : c.line}"/>`}
</svg>`.text;
};
