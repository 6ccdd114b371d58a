/** The frame of every page for customers: in their language and its direction; no script, nothing loaded, nothing kept. */
import { directionOf, type Language, languages } from '../../core/language/languages.ts';
import { type PageWords, pageWords } from '../../core/language/page-words.ts';
import { Markup, type MarkupValue, markup } from '../../core/text/markup.ts';
import { pageHeaders } from '../frame.ts';
import { customerStyleHash, customerStyleSheet } from './style.ts';

/** What a page for customers says. */
export interface CustomerPage {
  /** HTTP status: 200, 404 … */
  status: number;
  language: Language;
  /** In the browser's tab; the `h1` is the page's own. */
  title: string;
  /** Above everything: whose page it is. */
  company?: string | undefined;
  /** The same page in other languages: shown where there are several. */
  switchTo?: {
    languages: readonly Language[];
    /** What else the address says after the question mark: it stays. */
    query?: Readonly<Record<string, string>>;
  };
  /** Origins whose pages may show it in a frame; none if absent. */
  frames?: readonly string[];
  /** The contents of `<main>`, from its one `h1` on. */
  main: MarkupValue;
}

/** The headers of an answer that is such a page, or leads to one. */
export const customerHeaders = ({ frames = [] }: Pick<CustomerPage, 'frames'>): Record<string, string> => {
  const { 'x-frame-options': alone = '', ...others } = pageHeaders;
  const ancestors = frames.length > 0 ? frames.join(' ') : "'none'";
  return {
    ...others,
    'content-security-policy': `default-src 'none'; style-src '${customerStyleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`,
    // It knows no list of sites; browsers that know frame-ancestors pass over it.
    ...(frames.length === 0 && { 'x-frame-options': alone }),
    ...(frames.length > 0 && { 'cross-origin-resource-policy': 'cross-origin' }),
  };
};

/** More than these would fill a phone's first lines: they fold away. */
const mostInLine = 4;

const switcher = ({ language, switchTo }: CustomerPage, words: PageWords): Markup | false => {
  if (!switchTo || switchTo.languages.length < 2) return false;
  const links = switchTo.languages.map((code) => {
    const { name, direction } = languages[code];
    const said = markup` lang="${code}" dir="${direction}"`;
    if (code === language) return markup`<li><span aria-current="true"${said}>${name}</span></li>`;
    const query = new URLSearchParams({ ...switchTo.query, lang: code }).toString();
    return markup`<li><a href="?${query}" hreflang="${code}"${said}>${name}</a></li>`;
  });
  const list = markup`<ul>${links}</ul>`;
  return markup`<nav aria-label="${words.language}">${
    switchTo.languages.length > mostInLine
      ? markup`<details><summary>${words.language}: ${languages[language].name}</summary>${list}</details>`
      : list
  }</nav>`;
};

/** The whole document. */
export const customerDocument = (page: CustomerPage): string =>
  markup`<!doctype html>
<html lang="${page.language}" dir="${directionOf(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${page.title}</title>
<style>${new Markup(customerStyleSheet)}</style>
</head>
<body>
<header class="top">${page.company && markup`<bdi class="company">${page.company}</bdi>`}${switcher(page, pageWords[page.language])}</header>
<main>
${page.main}
</main>
</body>
</html>
`.text;
