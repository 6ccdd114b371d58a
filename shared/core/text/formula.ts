/** Text from outside that a spreadsheet would run as a formula when it is pasted there, made into text. */

// `＝`, `＋`, `－` and `＠` are their full-width forms, which spreadsheets run too.
const begins = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u;
const number = /^[+-]?[\d.,]+$/;

/** The text, with an apostrophe before it where a spreadsheet would run it: the way in which spreadsheets mark text. */
export const withoutFormula = (text: string): string => (begins.test(text) && !number.test(text) ? `'${text}` : text);
