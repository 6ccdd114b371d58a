/** Who may speak for a source, and how that is looked up without asking the parameter store for every request. */
import * as z from 'zod/mini';
import { optional, required } from '../../events/fields.ts';
import { recordTypes } from '../../events/record-types.ts';
import { SourceId } from '../../events/source-id.ts';
import { keyOfSecret } from './standard-webhooks.ts';

/** A secret of another product looks as that product wants: its adapter judges it when it is entered. */
const Secret = z.string().check(z.minLength(1), z.maxLength(512));
const isOwnSecret = (secret: string) => secret.startsWith('whsec_') && keyOfSecret(secret) !== undefined;

/** The value of the parameter `{SOURCES_PREFIX}{source}`, as JSON; `hoshin apply` and `hoshin sources secret` write it. */
export const SourceAccess = z
  .object({
    secrets: required(
      z.array(Secret).check(z.maxLength(5)),
      'Webhook secrets; several while one is rotated, none for a source that only uses the queue',
    ),
    types: required(z.array(z.enum(recordTypes)).check(z.minLength(1)), 'The record types that it may send'),
    namespace: required(SourceId, 'The namespace that it writes into: its own, or that of another source'),
    senderIds: required(
      z._default(z.array(z.string().check(z.minLength(1))), []),
      "SQS SenderIds that may speak for it on the senders' queue; a role's id stands for all its sessions",
    ),
    adapter: optional(
      z.string(),
      'The product whose webhook it is; absent: it sends events, signed as Standard Webhooks',
    ),
    settings: optional(z.record(z.string(), z.unknown()), 'What the adapter has to know'),
    token: optional(z.string(), 'With which the adapter fetches what a payload only points at'),
  })
  .check(
    z.refine(({ adapter, secrets }) => adapter !== undefined || secrets.every(isOwnSecret), {
      path: ['secrets'],
      error: 'must be whsec_ and base64 of at least 24 bytes',
    }),
  );
export type SourceAccess = z.infer<typeof SourceAccess>;

/** Reads a source's access; `undefined` if the source is unknown. Throws if it can't be read. */
export type FetchAccess = (source: string) => Promise<SourceAccess | undefined>;

/** Finds the access of a source if it passes a check; a source that is unknown and one that fails look the same. */
export type FindAccess = (
  source: string,
  passes: (access: SourceAccess) => boolean | Promise<boolean>,
) => Promise<SourceAccess | undefined>;

/** An access that passes is used for this long before it is read again, so that a withdrawn one stops counting. */
const freshMs = 300_000;
/** One that fails is read again at most this often: it may have been changed, or it may be an attack. */
const retryMs = 30_000;
/** Names of no source that are remembered; invented ones push each other out, and no source that exists. */
const rememberedUnknown = 1_000;

interface Entry {
  access: SourceAccess | undefined;
  fetchedAt: number;
}

/**
 * A lookup that remembers known and unknown sources.
 * @param now Milliseconds since 1970.
 */
export const rememberAccess = (fetch: FetchAccess, now: () => number): FindAccess => {
  const known = new Map<string, Entry>();
  const unknown = new Map<string, Entry>();
  const read = async (source: string): Promise<Entry> => {
    const entry = { access: await fetch(source), fetchedAt: now() };
    known.delete(source);
    unknown.delete(source);
    (entry.access ? known : unknown).set(source, entry);
    const oldest = unknown.keys().next().value;
    if (unknown.size > rememberedUnknown && oldest !== undefined) unknown.delete(oldest);
    return entry;
  };
  return async (source, passes) => {
    const passing = async ({ access }: Entry) => (access && (await passes(access)) ? access : undefined);
    if (!SourceId.safeParse(source).success) return undefined;
    const entry = known.get(source) ?? unknown.get(source);
    if (!entry) return await passing(await read(source));
    const age = now() - entry.fetchedAt;
    const found = await passing(entry);
    if (found ? age < freshMs : age < retryMs) return found;
    try {
      return await passing(await read(source));
    } catch (fault) {
      // The parameter store is out of reach: what passed before still does, for a while longer.
      entry.fetchedAt = now() - freshMs + retryMs;
      if (found) return found;
      throw fault;
    }
  };
};
