/** The columns that name a record: one that never repeats, or the fewest that do not together. */
import { namesId } from './lexicon.ts';
import type { Profile } from './profile.ts';

export type IdGuess =
  | { kind: 'columns'; columns: Profile[]; why: string; sure: boolean }
  | { kind: 'content'; why: string };

const mostTogether = 6;

/** Different combinations of the cells of some columns. */
const distinctOf = (rows: readonly (readonly unknown[])[], columns: readonly number[]): number =>
  new Set(rows.map((row) => JSON.stringify(columns.map((column) => row[column])))).size;

const isWords = ({ longest, dates, filled }: Profile) =>
  longest > 60 || (filled > 0 && dates.unread === 0 && dates.timed);
const isMeasure = ({ numbers }: Profile) => numbers.fraction + numbers.decimalComma > 0;

/**
 * Looks for an id among the rows.
 * @param profiles in the order of the cells
 * @param others columns that hold something else, such as a customer, who may come again in the next file
 */
export const findId = (
  profiles: readonly Profile[],
  rows: readonly (readonly unknown[])[],
  others: ReadonlySet<Profile> = new Set(),
): IdGuess => {
  const indexed = profiles.map((profile, index) => ({ profile, index }));
  const full = indexed.filter(({ profile }) => profile.filled === profile.rows && profile.rows > 0);
  const rank = ({ name }: Profile) => (namesId(name) ? 0 : 1);
  const unique = full
    .filter(({ profile }) => profile.distinct === profile.rows && !isWords(profile) && !isMeasure(profile))
    .sort((one, two) => rank(one.profile) - rank(two.profile) || one.index - two.index);
  // A profile counts different texts up to a bound only.
  const telling = unique.filter(({ index }) => distinctOf(rows, [index]) === rows.length);
  const best = telling.find(({ profile }) => !others.has(profile));
  if (best)
    return {
      ...{ kind: 'columns', columns: [best.profile], sure: namesId(best.profile.name) },
      why: `never repeats in ${best.profile.rows} rows`,
    };
  const [other] = telling;
  if (other) {
    const dated = full.find(({ profile }) => profile !== other.profile && profile.dates.unread === 0);
    return {
      ...{ kind: 'columns', columns: [other, ...(dated ? [dated] : [])].map(({ profile }) => profile), sure: false },
      why: `"${other.profile.name}" never repeats in ${other.profile.rows} rows, but names something that may come again`,
    };
  }
  // Together: whatever tells the most rows apart is taken first, names of ids before others.
  const candidates = full.filter(({ profile }) => profile.distinct > 1 && profile.longest <= 60 && !isMeasure(profile));
  const chosen: typeof candidates = [];
  let reached = 1;
  while (chosen.length < mostTogether && reached < rows.length) {
    const next = candidates
      .filter((candidate) => !chosen.includes(candidate))
      .map((candidate) => ({
        candidate,
        distinct: distinctOf(
          rows,
          [...chosen, candidate].map(({ index }) => index),
        ),
      }))
      .sort((one, two) => rank(one.candidate.profile) - rank(two.candidate.profile) || two.distinct - one.distinct)
      .find(({ distinct }) => distinct > reached);
    if (!next) break;
    chosen.push(next.candidate);
    reached = next.distinct;
  }
  if (chosen.length === 0 || reached < rows.length) return { kind: 'content', why: 'no columns tell all rows apart' };
  // What the later ones made needless goes again.
  const needed = chosen.filter((each, _, all) => {
    const others = all.filter((other) => other !== each).map(({ index }) => index);
    return others.length === 0 || distinctOf(rows, others) < rows.length;
  });
  const kept =
    distinctOf(
      rows,
      needed.map(({ index }) => index),
    ) === rows.length
      ? needed
      : chosen;
  return {
    ...{ kind: 'columns', columns: kept.sort((one, two) => one.index - two.index).map(({ profile }) => profile) },
    why: `together never repeat in ${rows.length} rows`,
    sure: kept.every(({ profile }) => namesId(profile.name)) && kept.length <= 3,
  };
};
