/** Whether somebody was erased: the list is kept in memory for some seconds, and nobody is hashed while it is empty. */
import type { Cached } from '../store/cache.ts';
import type { HashPerson, Identity } from './person-key.ts';

export interface KnownErased {
  /** True once anybody was erased: then, and only then, it is worth looking who somebody is. */
  any(): Promise<boolean>;
  /** True if one of these was erased. */
  includes(identities: readonly Identity[]): Promise<boolean>;
}

/** @param erased the keyed hashes on the board */
export const knownErased = (erased: Cached<ReadonlySet<string>>, hash: HashPerson): KnownErased => ({
  any: async () => (await erased.get()).size > 0,
  includes: async (identities) => {
    const hashes = await erased.get();
    if (hashes.size === 0 || identities.length === 0) return false;
    const asked = await Promise.all(identities.map(hash));
    return asked.some((each) => hashes.has(each));
  },
});
