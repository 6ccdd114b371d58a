/** The frame of every page behind a link: no script, nothing loaded, nothing kept, nothing told to other sites. */
import { Markup, type MarkupValue, markup } from '../core/text/markup.ts';
import { styleHash, styleSheet } from './style.ts';

/** What a page says. */
export interface Page {
  /** HTTP status: 200, 404 … */
  status: number;
  /** In the browser's tab; the `h1` is the page's own. */
  title: string;
  /** Beside the name of the product, above everything: the company. */
  company?: string;
  /** The contents of `<main>`, from its one `h1` on. */
  main: MarkupValue;
}

export const pageHeaders: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  // No script at all; forms only to where the page came from; nobody else's page around it.
  'content-security-policy': `default-src 'none'; style-src '${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  // The address holds the token.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'strict-transport-security': 'max-age=31536000',
};

/** The whole document. */
export const pageDocument = ({ title, company, main }: Page): string =>
  markup`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${title}</title>
<style>${new Markup(styleSheet)}</style>
</head>
<body>
<header class="top"><span>${company ? markup`<bdi>${company}</bdi>` : 'Hoshin'}</span></header>
<main>
${main}
</main>
</body>
</html>
`.text;
