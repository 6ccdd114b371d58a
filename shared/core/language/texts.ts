/** Texts in several languages as people write them: one for every language, or one for each. */
import * as z from 'zod';
import { type Language, languageCodes } from './languages.ts';

export const LanguageCode = z.enum(languageCodes as readonly [Language, ...Language[]]);

/** A text of at most so many characters; one alone is stored under `*`. */
export const textOf = (most: number) => {
  const text = z.string().trim().min(1).max(most);
  return z.union([text.transform((all) => ({ '*': all })), z.partialRecord(LanguageCode, text)], {
    error: `must be a text of at most ${most} characters, or texts by language: { en: …, fr: … }`,
  });
};
