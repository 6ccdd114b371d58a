/** Pages that only say something, in the customer's language. None says what exists. */
import type { Saying } from '../../shared/core/language/page-words.ts';
import type { MarkupValue } from '../../shared/core/text/markup.ts';
import type { CustomerPage } from '../../shared/pages/customer/frame.ts';
import { type Sign, sayPage } from '../../shared/pages/customer/say.ts';
import type { PageAnswer } from './request.ts';

export const saying = (
  page: Omit<CustomerPage, 'title' | 'main'> & { sign: Sign },
  words: Saying,
  below?: MarkupValue,
): PageAnswer => ({ kind: 'page', page: sayPage(page, words, below) });
