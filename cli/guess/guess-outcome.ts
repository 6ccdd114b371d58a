/** Inspections of one unit a row: a column with two verdicts stands for counts of inspected and rejected units. */
import { normaliseName } from './lexicon.ts';
import type { Profile } from './profile.ts';
import type { Proposal } from './propose-value.ts';

const good =
  /^(?:pass|passed|ok|okay|good|accepted|conforming|gut|i o|io|bestanden|bon|conforme|apto|aprobado|aprovado|idoneo|goed)$/;
const bad =
  /^(?:fail|failed|nok|not ok|bad|rejected|nonconforming|schlecht|n i o|nio|nicht bestanden|mauvais|non conforme|no apto|rechazado|reprovado|afgekeurd)$/;

/** Inspected and rejected units of a file that counts none, if one of its columns holds two texts. */
export const guessOutcome = (
  profiles: readonly Profile[],
): { column: Profile; inspected: Proposal; rejected: Proposal } | undefined => {
  const pairs = profiles.filter(({ values, rows }) => values.size === 2 && rows > 2);
  const [column] = pairs;
  if (!column || pairs.length > 1) return undefined;
  // What is rejected is rarer, one hopes; which of the two it is, names may say.
  const [often, rare] = [...column.values].sort((one, two) => two[1] - one[1]);
  if (!often || !rare) return undefined;
  const [first, second] = [normaliseName(often[0]), normaliseName(rare[0])];
  const known = (good.test(first) && bad.test(second)) || (bad.test(first) && good.test(second));
  const isBad = (text: string) => (known ? bad.test(normaliseName(text)) : text === rare[0]);
  const counts = `"${often[0]}" ${often[1].toLocaleString('en')}×, "${rare[0]}" ${rare[1].toLocaleString('en')}×`;
  return {
    column,
    inspected: { value: { constant: 1 }, sure: known, notes: ['if every row is one unit'] },
    rejected: {
      value: {
        column: column.column,
        values: Object.fromEntries([often, rare].map(([text]) => [text, isBad(text) ? 1 : 0])),
      },
      sure: known,
      notes: [known ? counts : `${counts}: the rarer one is taken for rejected`],
    },
  };
};
