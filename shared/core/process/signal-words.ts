/** A process signal in one sentence: what changed, when, and by what it is seen. Never a word of the target. */

import { units } from '../kpi.ts';
import { decimalsApart, formatDay, formatValue } from '../text/format.ts';
import type { Side } from './nelson-rules.ts';
import type { ProcessSignal } from './signal.ts';

type Wordless = Omit<ProcessSignal, 'words'>;

const numbers: Record<number, string> = { 6: 'six', 8: 'eight', 9: 'nine', 14: 'fourteen', 15: 'fifteen' };

/** What the run looked like. */
const describeRun = (signal: Wordless, side: Side): string => {
  const { rule, by, unit, before, after, points } = signal;
  const decimals = Math.max(units[unit].decimals, decimalsApart(unit, before, after));
  const shown = (value: number) => formatValue(unit, value, decimals);
  const usual = `the usual ${shown(before)}`;
  const where = side > 0 ? 'above' : 'below';
  const many = (count: number) => `${numbers[count]} ${by}s in a row`;
  switch (rule) {
    case 1: {
      const point = points.find(({ flagged }) => flagged);
      const limit = (side > 0 ? point?.high : point?.low) ?? after;
      const apart = Math.max(decimals, decimalsApart(unit, after, limit));
      const [at, beyond] = [after, limit].map((value) => formatValue(unit, value, apart));
      return `${at} ${by === 'day' ? 'on' : 'in'} that ${by}, ${where} the ${side > 0 ? 'upper' : 'lower'} limit of ${beyond}`;
    }
    case 2:
      return `${many(9)} ${where} ${usual}, at ${shown(after)} together`;
    case 3: {
      const run = points.filter(({ flagged }) => flagged);
      const [first, last] = [run[0]?.value ?? after, run.at(-1)?.value ?? after];
      const apart = Math.max(units[unit].decimals, decimalsApart(unit, first, last));
      const from = formatValue(unit, first, apart);
      return `${many(6)} ${side > 0 ? 'rising' : 'falling'}, from ${from} to ${formatValue(unit, last, apart)}`;
    }
    case 4:
      return `${many(14)} up and down in turn`;
    case 5:
      return `two of three ${by}s far ${where} ${usual}, at ${shown(after)} together`;
    case 6:
      return `four of five ${by}s well ${where} ${usual}, at ${shown(after)} together`;
    case 7:
      return `${many(15)} closer to ${usual} than chance would have it`;
    case 8:
      return `${many(8)} away from ${usual}, some above and some below`;
  }
};

const turns = { better: ', for the better', worse: ', for the worse', neither: '' } as const;

/** `The process changed around 12 March 2018, for the worse: nine days in a row below the usual 93.1 %, …` */
export const describeSignal = (signal: Wordless, side: Side): string =>
  `The process changed around ${formatDay(signal.day)}${turns[signal.direction]}: ${describeRun(signal, side)}.`;
