/** The interval of a mean of scores on a scale: Student's t. */
import { clamp, type Interval } from './interval.ts';
import { shareInterval } from './share.ts';
import { studentQuantile } from './student.ts';

/** How often each score was given. */
export type Scores = readonly { score: number; count: number }[];

/** Number, mean and sample standard deviation of scores. */
export const momentsOf = (scores: Scores): { n: number; mean: number; deviation: number } => {
  const n = scores.reduce((sum, { count }) => sum + count, 0);
  const mean = scores.reduce((sum, { score, count }) => sum + score * count, 0) / n;
  const squares = scores.reduce((sum, { score, count }) => sum + count * (score - mean) ** 2, 0);
  return { n, mean, deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 };
};

/**
 * The t interval of the mean, kept within the scale; `null` without scores.
 * Where every answer is the same, or there is but one, t knows no spread and would be certain. Then the share that such
 * an answer has at least (Wilson) bounds it: the rest may lie at either end of the scale.
 */
export const meanInterval = (scores: Scores, least: number, most: number): Interval | null => {
  const { n, mean, deviation } = momentsOf(scores);
  if (n === 0) return null;
  if (scores.filter(({ count }) => count > 0).length === 1) {
    const [alike] = shareInterval(n, n) as Interval;
    return [alike * mean + (1 - alike) * least, alike * mean + (1 - alike) * most];
  }
  const margin = (studentQuantile(n - 1) * deviation) / Math.sqrt(n);
  return clamp([mean - margin, mean + margin], least, most);
};
