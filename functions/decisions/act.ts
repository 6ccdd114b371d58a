/** The page of an action: how it stands, and the form by which its owner tells what was done. */
import { markup } from '../../shared/core/markup.ts';
import type { LinkPage } from './link-page.ts';

const comingSoon = async () => ({ status: 404, title: 'Action', main: markup`<h1>There is no such page yet</h1>` });

export const act: LinkPage = { show: comingSoon, submit: comingSoon };
