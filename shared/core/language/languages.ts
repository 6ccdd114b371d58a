/** The languages in which the product speaks to customers. */

export const languages = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  it: { name: 'Italiano', direction: 'ltr' },
  pt: { name: 'Português', direction: 'ltr' },
  nl: { name: 'Nederlands', direction: 'ltr' },
  pl: { name: 'Polski', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
  he: { name: 'עברית', direction: 'rtl' },
} as const satisfies Record<string, { name: string; direction: 'ltr' | 'rtl' }>;

export type Language = keyof typeof languages;
export const languageCodes = Object.keys(languages) as readonly Language[];

export const directionOf = (language: Language): 'ltr' | 'rtl' => languages[language].direction;

/** A text in several languages, or one for all of them under `*`. */
export type Texts = Partial<Record<Language | '*', string>>;

/** The text in a language; where it lacks one, in any: what a check before should not have let through. */
export const textIn = (texts: Texts, language: Language): string =>
  texts[language] ?? texts['*'] ?? Object.values(texts)[0] ?? '';

/** Tags that were given another name: Java said `iw` for Hebrew until its version 17, and so do systems written in it. */
const renamed: ReadonlyMap<string, Language> = new Map([['iw', 'he']]);

/**
 * Of the languages that are offered, the one that a tag asks for (BCP 47: `pt-BR` → `pt`), else the first.
 * @param wanted tags, the most wanted first; what is no tag of ours is passed over
 */
export const chooseLanguage = (wanted: readonly (string | undefined)[], offered: readonly Language[]): Language => {
  for (const tag of wanted) {
    const primary = tag?.toLowerCase().split('-')[0] ?? '';
    const found = offered.find((language) => language === (renamed.get(primary) ?? primary));
    if (found) return found;
  }
  return offered[0] ?? 'en';
};
