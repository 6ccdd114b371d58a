/** Markup (HTML, SVG) in which every value from outside is escaped, and a link can only lead to where links may lead. */

/** Text that is markup already. Only `markup` makes it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type MarkupValue = string | number | Markup | null | undefined | false | readonly MarkupValue[];

// C0 and C1 controls but tab and line feed, bidirectional overrides, and what XML refuses.
const unshowable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe\uffff]/g;

/** A text that can be shown: no control characters, no bidirectional overrides, no lone surrogates. */
export const showable = (text: string): string => text.toWellFormed().replace(unshowable, '');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeMarkup = (text: string): string =>
  showable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Where a link may lead: a web address, a mail address, an image of the same mail. Anything else becomes `#`. */
export const safeUrl = (url: string): string => (/^(https?:\/\/|mailto:|cid:)[^\s]+$/i.test(url) ? url : '#');

const linking = /(?:href|src|action|formaction|poster|background)\s*=\s*"$/i;
const unquoted = /=\s*$/;
const handler = /\son[a-z]+\s*=\s*"[^"]*$/i;

const render = (value: MarkupValue, before: string): string => {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map((part) => render(part, before)).join('');
  if (value instanceof Markup) return value.text;
  return escapeMarkup(linking.test(before) ? safeUrl(String(value)) : String(value));
};

/**
 * Template tag: `markup\`<b>${name}</b>\``. Values are escaped unless they are markup already; null and false vanish;
 * lists are joined. Throws where escaping could not help: in an unquoted attribute and in an event handler.
 */
export const markup = (parts: TemplateStringsArray, ...values: MarkupValue[]): Markup => {
  let text = '';
  for (const [at, part] of parts.entries()) {
    text += part;
    if (at === values.length) break;
    if (unquoted.test(part) || handler.test(part)) throw new Error(`no value may stand here: ${part.slice(-40)}`);
    text += render(values[at], part);
  }
  return new Markup(text);
};
