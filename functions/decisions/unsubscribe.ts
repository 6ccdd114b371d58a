/** The page that ends a person's digests; its POST is also the one click of RFC 8058 (`List-Unsubscribe=One-Click`). */
import { markup } from '../../shared/core/markup.ts';
import type { LinkPage } from './link-page.ts';

const comingSoon = async () => ({ status: 404, title: 'Digest', main: markup`<h1>There is no such page yet</h1>` });

export const unsubscribe: LinkPage = { show: comingSoon, submit: comingSoon };
