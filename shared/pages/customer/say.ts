/** A page for customers that only says something, with a sign above it and perhaps something to do below. */
import type { Saying } from '../../core/language/page-words.ts';
import { type MarkupValue, markup } from '../../core/text/markup.ts';
import type { CustomerPage } from './frame.ts';

const signs = {
  done: markup`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  news: markup`<path d="M12 11v6M12 7v.01"/>`,
  problem: markup`<path d="M12 6v7M12 17v.01"/>`,
};

export type Sign = keyof typeof signs;

/** The text's paragraphs, parted by empty lines. */
export const paragraphs = (text: string): MarkupValue =>
  text.split(/\n{2,}/).map(
    (paragraph) => markup`<p class="lines">${paragraph.trim()}</p>
`,
  );

export const sayPage = (
  { status, language, sign, ...rest }: Omit<CustomerPage, 'title' | 'main'> & { sign: Sign },
  { title, text }: Saying,
  below?: MarkupValue,
): CustomerPage => ({
  ...rest,
  status,
  language,
  title,
  main: markup`<div class="card alone">
<span class="mark"><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${signs[sign]}</svg></span>
<h1>${title}</h1>
${text && paragraphs(text)}${below}
</div>`,
});
