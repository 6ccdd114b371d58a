/** The net promoter score and its interval. */
import { clamp, type Interval, z } from './interval.ts';
import { shareInterval } from './share.ts';

/** NPS of `n` answers, −100 to 100. */
export const netPromoterScore = (promoters: number, detractors: number, n: number): number =>
  (100 * (promoters - detractors)) / n;

/**
 * 1.96 standard errors either side, SE = 100 √((p + d − (p − d)²) ÷ n), kept within −100 to 100; `null` without answers.
 * Where all answers are of one class that error is zero, which a handful of answers cannot prove: then the share that the
 * class has at least (Wilson) bounds it, the rest being as far away as it can.
 */
export const netPromoterInterval = (promoters: number, detractors: number, n: number): Interval | null => {
  if (n === 0) return null;
  const score = netPromoterScore(promoters, detractors, n);
  const passives = n - promoters - detractors;
  if ([promoters, detractors, passives].includes(n)) {
    const [alike] = shareInterval(n, n) as Interval;
    const rest = 100 * (1 - alike);
    return [alike * score - rest, alike * score + rest];
  }
  const p = promoters / n;
  const d = detractors / n;
  const margin = z * 100 * Math.sqrt((p + d - (p - d) ** 2) / n);
  return clamp([score - margin, score + margin], -100, 100);
};
