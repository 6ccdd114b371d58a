/**
 * Of the due deliveries whose lines are known: orders `n`, on time and in full `x`, perfect `p`; lines `ln`, on time and
 * in full `lx`. A delivery without lines can't be judged, so it counts neither for nor against.
 */

import type { Tally } from '../../core/kpi.ts';
import { isLineInFull } from '../../core/record/in-full.ts';
import { timelinessOf } from '../../core/record/promise.ts';

export const inFull: Tally<'delivery'> = {
  key: 'otif',
  version: 1,
  type: 'delivery',
  amounts: ['ln', 'lx'],
  count(delivery, policy) {
    const { lines, progress } = delivery.facets;
    const timeliness = timelinessOf(delivery, policy);
    if (!lines || !timeliness.due) return undefined;
    const linesInFull = lines.items.filter((line) => isLineInFull(line, policy)).length;
    const x = timeliness.onTime && linesInFull === lines.items.length;
    const perfect = x && !progress?.damaged && lines.documentsCorrect !== false;
    return {
      n: 1,
      x: Number(x),
      p: Number(perfect),
      ln: lines.items.length,
      lx: timeliness.onTime ? linesInFull : 0,
    };
  },
};
