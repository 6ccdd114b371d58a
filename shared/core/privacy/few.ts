/**
 * Few records single somebody out. A slice of fewer than five is not shown in what leaves the quality team: in mails and
 * digests, which are forwarded, and on pages behind a link, which signs nobody in. The command shows it whole.
 */
import type { EvidenceContribution, EvidenceExample, EvidenceReading } from '../alert/evidence.ts';
import type { SliceChange } from '../digest/analyse-change.ts';

/** The fewest records that may stand for themselves. */
export const fewest = 5;

/** Slices that may be shown, and how many may not. */
export interface Shown<S> {
  shown: S[];
  few: number;
}

const part = <S>(slices: readonly S[], mayShow: (slice: S) => boolean): Shown<S> => {
  const shown = slices.filter(mayShow);
  return { shown, few: slices.length - shown.length };
};

/** Where a slice's n is not known, it is at least its misses. */
export const contributionsShown = (contributions: readonly EvidenceContribution[]): Shown<EvidenceContribution> =>
  part(contributions, ({ n, misses }) => Math.max(n, misses) >= fewest);

/** Both ends of a change tell of the records behind them. */
export const changesShown = (changes: readonly SliceChange[]): Shown<SliceChange> =>
  part(changes, ({ n, before, nBefore }) => n >= fewest && (before === null || (nBefore ?? fewest) >= fewest));

/** Of few answers, a score and its day tell whose it is. Deliveries, inspections and complaints are no secret of anybody's. */
export const examplesShown = (
  examples: readonly EvidenceExample[],
  { n }: Pick<EvidenceReading, 'n'>,
): readonly EvidenceExample[] => (n >= fewest ? examples : examples.filter(({ type }) => type !== 'response'));
