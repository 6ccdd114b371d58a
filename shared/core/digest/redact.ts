/**
 * Takes out of a customer's words what is personal: their own name and addresses, and whatever looks like an address, a
 * telephone number, an account or a link. What is left can stand in a mail that many read.
 */

/** What stands in place of what was taken out. */
const hole = '[…]';

// Links first: they may hold the rest.
const patterns: readonly RegExp[] = [
  /\b(?:https?|ftp|file|data|javascript|vbscript|mailto|tel|cid):\S*/giu,
  /\bwww\.\S+/giu,
  // Addresses: international ones, and those that people write with blanks around the sign.
  /[^\s<>()[\]"',;:]+\s?(?:@|[([{]\s?at\s?[)\]}])\s?[^\s<>()[\]"',;:]+\.[^\s<>()[\]"',;:]+/giu,
  // Bare host names with a path.
  /\b(?:[\p{L}\d-]+\.)+[a-z]{2,12}\/\S*/giu,
  // IBANs and other long mixtures of letters and digits in groups.
  /\b[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){2,7}(?:[ ]?[A-Z\d]{1,3})?\b/gu,
  // Telephone numbers and digits in groups: seven digits or more, however they are parted; dates are left alone.
  /(?<![\p{L}\d])(?!\d{4}-\d{2}-\d{2}(?!\d))(?!\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d))[+＋(]?\p{Nd}(?:[\s().\p{Pd}−/]{0,3}\p{Nd}){6,}/gu,
];

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Scripts that write no blanks between words, or glue endings to names: there a name ends anywhere. */
const unparted = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** Compatibility forms would hide a telephone number in full-width digits; accents stand apart, for those who leave them out. */
const apart = (text: string) => text.normalize('NFKD');

/** A part of a name, with accents or without, and with the s of a possessive. */
const ownPattern = (part: string): RegExp => {
  const letters = [...apart(part).replace(/\p{M}/gu, '')].map((letter) => `${escapePattern(letter)}\\p{M}*`).join('');
  return unparted.test(part.normalize('NFKC'))
    ? new RegExp(letters, 'giu')
    : new RegExp(`(?<![\\p{L}\\p{M}\\d])${letters}s?(?![\\p{L}\\p{M}\\d])`, 'giu');
};

/** The parts of a value that stand alone in a text: words, and those of a double name. */
const partsOf = (value: string): string[] => {
  if (value.includes('@')) return [];
  const words = value.split(/[\s,]+/);
  const halves = /\d/u.test(value) ? [] : words.flatMap((word) => word.split(/\p{Pd}/u));
  return [...words, ...halves.filter((half) => /^\p{Lu}/u.test(half))].filter((part) => [...part].length >= 3);
};

/** The personal values of the record itself: each as a whole, and a name's parts of three letters or more. */
const ownPatterns = (own: readonly string[]): RegExp[] => {
  const parts = own.flatMap((value) => [value, ...partsOf(value)]);
  const longestFirst = [...new Set(parts.map((part) => part.trim()).filter(Boolean))].sort(
    (a, b) => b.length - a.length,
  );
  return longestFirst.map(ownPattern);
};

/**
 * A customer's words without what is personal.
 * @param own the record's own personal values: name, e-mail, telephone, customer number
 */
export const redact = (text: string, own: readonly string[]): string => {
  const withoutOwn = ownPatterns(own).reduce((left, pattern) => left.replace(pattern, hole), apart(text));
  return patterns
    .reduce((left, pattern) => left.replace(pattern, hole), withoutOwn.normalize('NFC'))
    .replace(/(?:\[…\][\s,;:.-]*){2,}/gu, `${hole} `)
    .trim();
};

/** One line of at most so many characters, cut at a word. */
export const shorten = (text: string, most: number): string => {
  const line = [...text.replace(/\s+/gu, ' ').trim()];
  if (line.length <= most) return line.join('');
  const cut = line.slice(0, most - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
};

/** Nobody reads more of it in a mail, and patterns on long texts take long. */
const longest = 1_000;

/** A customer's words as a mail shows them: without what is personal, on one line, of at most so many characters. */
export const quote = (text: string, own: readonly string[], most: number): string => {
  const characters = [...text.toWellFormed()];
  // The last word may be a part of an address that is no longer known as one.
  const head = characters.length <= longest ? text : characters.slice(0, longest).join('').replace(/\S*$/u, '…');
  return shorten(redact(head, own), most);
};
