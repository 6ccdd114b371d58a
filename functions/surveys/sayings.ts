/** Pages that only say something, in the customer's language. None says what exists. */
import { chooseLanguage, languageCodes } from '../../shared/core/language/languages.ts';
import { type PageWords, pageWords, type Saying } from '../../shared/core/language/page-words.ts';
import type { MarkupValue } from '../../shared/core/text/markup.ts';
import type { CustomerPage } from '../../shared/pages/customer/frame.ts';
import { type Sign, sayPage } from '../../shared/pages/customer/say.ts';
import type { PageAnswer, PageRequest } from './request.ts';

export const saying = (
  page: Omit<CustomerPage, 'title' | 'main'> & { sign: Sign },
  words: Saying,
  below?: MarkupValue,
): PageAnswer => ({ kind: 'page', page: sayPage(page, words, below) });

type Refusal = { [Name in keyof PageWords]: PageWords[Name] extends Saying ? Name : never }[keyof PageWords];

const statuses: Record<Refusal, number> = {
  notALink: 404,
  noSuchPage: 404,
  notAForm: 415,
  tooLarge: 413,
  failed: 500,
};

/** Nothing is known about who asks but what the browser says. */
export const refuse = ({ asked, accepted }: PageRequest['languages'], refusal: Refusal): CustomerPage => {
  const language = chooseLanguage([asked, ...accepted], languageCodes);
  return sayPage({ status: statuses[refusal], language, sign: 'problem' }, pageWords[language][refusal]);
};
