/** The keys that sign links: a JSON list of secrets in one parameter. The first one signs, all of them verify. */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { cacheFor } from '../store/cache.ts';

export interface LinkKey {
  /** Names the key in a token's header; of the secret alone, so that nobody has to keep ids. */
  id: string;
  secret: Uint8Array;
}

/** As a parameter holds them: 32 bytes or more each, base64url. */
const Secrets = z.array(z.string().check(z.regex(/^[\w-]{43,}$/))).check(z.minLength(1));

const keyOf = (text: string): LinkKey => {
  const secret = Buffer.from(text, 'base64url');
  return { secret, id: createHash('sha256').update(secret).digest('base64url').slice(0, 8) };
};

/** The keys in a parameter's value. Throws without quoting it: it holds secrets. */
export const parseLinkKeys = (value: string): LinkKey[] => {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    throw new Error('the value of the parameter is not JSON');
  }
  const secrets = z.safeParse(Secrets, json);
  if (!secrets.success) throw new Error('the parameter is not a list of secrets of 32 bytes or more, as base64url');
  return secrets.data.map(keyOf);
};

export interface LinkKeys {
  /** The one that signs; made if there is none yet, where that is allowed. */
  signing(): Promise<LinkKey>;
  /** The one with an id; `undefined` if there is none. */
  find(id: string): Promise<LinkKey | undefined>;
}

/** A key that was taken out of the list signs and verifies for so long at most. */
const freshMs = 5 * 60_000;
/** A key that nobody knows is looked for again so often at most: anyone can send one. */
const leastBetweenMs = 30_000;

/** Where the parameter's value comes from; `make` where the list may be begun. */
export interface KeyStore {
  /** `undefined` if there is no such parameter. */
  read(): Promise<string | undefined>;
  /** Begins the list, and returns what stands there then: another one's, if that was quicker. */
  make?(): Promise<string>;
}

/** Remembers the keys for some minutes. */
export const rememberKeys = ({ read, make }: KeyStore, now: () => number): LinkKeys => {
  let askedAt = Number.NEGATIVE_INFINITY;
  const known = cacheFor(
    async () => {
      askedAt = now();
      const value = (await read()) ?? (await make?.());
      return value === undefined ? [] : parseLinkKeys(value);
    },
    freshMs,
    now,
  );
  return {
    signing: async () => {
      const [first] = await known.get();
      if (!first) throw new Error('there is no key to sign links with');
      return first;
    },
    find: async (id) => {
      const found = (await known.get()).find((key) => key.id === id);
      // Rotated a moment ago, perhaps: mails are signed with the new key at once.
      if (found || now() - askedAt < leastBetweenMs) return found;
      return (await known.reload()).find((key) => key.id === id);
    },
  };
};
