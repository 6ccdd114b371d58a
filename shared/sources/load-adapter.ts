/** Every adapter by its id. Loaded when its product sends: the entrance starts as fast with all of them as with none. */
import type { Adapter } from './adapter.ts';

const loaders: Readonly<Record<string, () => Promise<{ adapter: Adapter }>>> = {
  aftership: () => import('./adapters/aftership.ts'),
  easypost: () => import('./adapters/easypost.ts'),
  formbricks: () => import('./adapters/formbricks.ts'),
  json: () => import('./adapters/json.ts'),
  shippo: () => import('./adapters/shippo.ts'),
  shopify: () => import('./adapters/shopify.ts'),
  surveymonkey: () => import('./adapters/surveymonkey.ts'),
  typeform: () => import('./adapters/typeform.ts'),
  zendesk: () => import('./adapters/zendesk.ts'),
};

/** What a source's `adapter` may be. */
export const adapterIds: readonly string[] = Object.keys(loaders);

/** The adapter of an id; `undefined` if there is none. */
export const loadAdapter = async (id: string): Promise<Adapter | undefined> =>
  Object.hasOwn(loaders, id) ? (await loaders[id]?.())?.adapter : undefined;
