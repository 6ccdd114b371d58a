/** Pages for customers whose request leads nowhere, in the language that their browser asks for. None says what exists. */
import { chooseLanguage, languageCodes } from '../../core/language/languages.ts';
import { type PageWords, pageWords, type Saying } from '../../core/language/page-words.ts';
import type { CustomerPage } from './frame.ts';
import { sayPage } from './say.ts';

/** Language tags: what the address asks for, then what the browser does. */
export interface WantedLanguages {
  asked: string | undefined;
  accepted: readonly string[];
}

export type Refusal = { [Name in keyof PageWords]: PageWords[Name] extends Saying ? Name : never }[keyof PageWords];

const statuses: Record<Refusal, number> = {
  notALink: 404,
  noSuchPage: 404,
  notAForm: 415,
  tooLarge: 413,
  failed: 500,
};

/** Nothing is known about who asks but what the browser says. */
export const refuse = ({ asked, accepted }: WantedLanguages, refusal: Refusal): CustomerPage => {
  const language = chooseLanguage([asked, ...accepted], languageCodes);
  return sayPage({ status: statuses[refusal], language, sign: 'problem' }, pageWords[language][refusal]);
};
