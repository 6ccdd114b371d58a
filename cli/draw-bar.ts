/** Small text bars beside values, on one scale, with a mark where the target stands. */
import type { Unit } from '../shared/core/kpi.ts';

const cells = 20;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** The ends of the scale: what the unit bounds, and zero for everything else. */
const scaleOf = (values: readonly number[], unit: Unit): [low: number, high: number] => {
  if (unit === 'share') return [0, 1];
  if (unit === 'nps' || unit === 'percentagePoints') return [-100, 100];
  return [0, Math.max(...values, 0) || 1];
};

/** A bar for each value; nothing for `null`. */
export const drawBar = (values: readonly (number | null)[], unit: Unit, target?: number): string[] => {
  const known = values.filter((value) => value !== null);
  const [low, high] = scaleOf(target === undefined ? known : [...known, target], unit);
  const at = (value: number) => ((Math.min(Math.max(value, low), high) - low) / (high - low)) * cells;
  const mark = target === undefined ? -1 : Math.min(cells - 1, Math.floor(at(target)));
  return values.map((value) => {
    if (value === null) return '';
    const length = at(value);
    const bar = '█'.repeat(Math.floor(length)) + (eighths[Math.floor((length % 1) * 8)] ?? '');
    const drawn = [...bar.padEnd(cells)];
    if (mark >= 0) drawn[mark] = drawn[mark] === ' ' ? '│' : '┃';
    return drawn.join('').trimEnd();
  });
};
