/** Units inspected and passed at first go at each of the policy's steps, by the step's place in the policy: `0n`, `0x`, `1n` … */
import type { Share } from '../../core/intervals/product.ts';
import type { Counters, Tally } from '../../core/kpi.ts';

export const steps: Tally<'inspection'> = {
  key: 'step',
  version: 1,
  type: 'inspection',
  amounts: 'all',
  count({ facets: { result } }, policy) {
    const place = policy.steps.indexOf(result?.step ?? '');
    if (!result || place < 0) return undefined;
    const passed = result.inspected - result.rejected - (result.reworked ?? 0);
    return { [`${place}n`]: result.inspected, [`${place}x`]: passed };
  },
};

/** The first-pass share of each step, in order. */
export const stepShares = (counters: Counters, count: number): Share[] =>
  Array.from({ length: count }, (_, place) => ({ x: counters[`${place}x`] ?? 0, n: counters[`${place}n`] ?? 0 }));
