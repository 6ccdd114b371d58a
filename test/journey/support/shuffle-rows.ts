/** The rows of a file in another order. */
import { randomFrom } from '../../simulation/random.ts';

/** Cuts a text into rows at its line ends, those inside quotes aside. Empty lines are no rows. */
const splitRows = (text: string): string[] => {
  const rows: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    if (at < text.length && (quoted || (char !== '\n' && char !== '\r'))) continue;
    if (at > start) rows.push(text.slice(start, at));
    start = at + 1;
  }
  return rows;
};

/** Shuffles by a seed; the header, if there is one, stays first. */
export const shuffleRows = (text: string, seed: number, header = true): string => {
  const rows = splitRows(text);
  const shuffled = [...rows.splice(0, header ? 1 : 0), ...randomFrom(seed).shuffle(rows)];
  return `${shuffled.join('\n')}\n`;
};
