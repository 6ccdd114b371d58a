/** The name that somebody probably meant. */

const pairsOf = (text: string) => new Set([...text].slice(1).map((letter, index) => `${text[index]}${letter}`));

/** How alike two names are, by the pairs of letters that they share: 0 to 1 (Dice). */
const likeness = (one: string, two: string): number => {
  const [first, second] = [pairsOf(one), pairsOf(two)];
  return (2 * [...first].filter((pair) => second.has(pair)).length) / Math.max(1, first.size + second.size);
};

/** The known name that is most like another, if one is at all. */
export const mostLike = (wanted: string, known: readonly string[]): string | undefined => {
  const [best] = known.map((name) => ({ name, like: likeness(wanted, name) })).sort((a, b) => b.like - a.like);
  return best && best.like >= 0.5 ? best.name : undefined;
};

/** The end of a sentence about an unknown name: the one that was probably meant, or all that there are. */
export const nearest = (wanted: string, known: readonly string[]): string => {
  const meant = mostLike(wanted, known);
  return meant === undefined ? `; there are ${known.join(', ') || 'none'}` : `; did you mean ${meant}?`;
};
