/** The page on which somebody decides about an alert. */
import { markup } from '../../shared/core/markup.ts';
import type { LinkPage } from './link-page.ts';

const comingSoon = async () => ({ status: 404, title: 'Decide', main: markup`<h1>There is no such page yet</h1>` });

export const decide: LinkPage = { show: comingSoon, submit: comingSoon };
