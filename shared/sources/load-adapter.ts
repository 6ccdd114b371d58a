/** Every adapter by its id. Loaded when its product sends: the entrance starts as fast with all of them as with none. */
import type { Adapter } from './adapter.ts';

const loaders: Readonly<Record<string, () => Promise<{ adapter: Adapter }>>> = {
  typeform: () => import('./adapters/typeform.ts'),
};

/** What a source's `adapter` may be. */
export const adapterIds: readonly string[] = Object.keys(loaders);

/** The adapter of an id; `undefined` if there is none. */
export const loadAdapter = async (id: string): Promise<Adapter | undefined> =>
  Object.hasOwn(loaders, id) ? (await loaders[id]?.())?.adapter : undefined;
