/** A command that is shown to be copied must do what it says, whatever is in a slice's name. */
import { showable } from '../../core/text/markup.ts';

/** One word of a POSIX shell. */
export const shellWord = (text: string): string => {
  const shown = showable(text).replace(/[\n\t]/g, ' ');
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
};
