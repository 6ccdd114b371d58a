/** HMAC in a header, as settings describe it: what most products do that have no scheme of their own name. */
import * as z from 'zod/mini';
import type { AdapterRequest } from './adapter.ts';
import { isHmacOf } from './hmac.ts';

const HeaderName = z
  .string()
  .check(z.regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header, for example X-Signature'), z.toLowerCase());

/** SHA-1 is not offered: no product that is chosen today needs it. */
export const HmacScheme = z.strictObject({
  header: HeaderName,
  algorithm: z._default(z.enum(['sha256', 'sha512']), 'sha256'),
  encoding: z._default(z.enum(['hex', 'base64']), 'hex'),
  /** What stands before the digest: `sha256=`. */
  prefix: z._default(z.string().check(z.maxLength(32)), ''),
  /** A time that is signed with the body, so that an old request cannot be sent again. */
  timestamp: z.optional(
    z.strictObject({
      header: HeaderName,
      unit: z._default(z.enum(['seconds', 'milliseconds']), 'seconds'),
      /** What stands between the time and the body where they are signed. */
      join: z._default(z.string().check(z.maxLength(8)), '.'),
      toleranceSeconds: z._default(z.int().check(z.minimum(1), z.maximum(86_400)), 300),
    }),
  ),
});
export type HmacScheme = z.infer<typeof HmacScheme>;

/** What is signed before the body: the time, if it is near the clock; `undefined` where it is not, or is no time. */
const signedTime = (request: AdapterRequest, { timestamp }: HmacScheme, now: number): string | undefined => {
  if (!timestamp) return '';
  const written = request.headers[timestamp.header] ?? '';
  const [digits, ms] = timestamp.unit === 'seconds' ? [10, 1000] : [13, 1];
  // Exactly so many digits: otherwise one of the body could pass for one of the time.
  if (written.length !== digits || !/^\d+$/.test(written)) return undefined;
  if (Math.abs(now - Number(written) * ms) > timestamp.toleranceSeconds * 1000) return undefined;
  return `${written}${timestamp.join}`;
};

/** Whether the header holds the HMAC of exactly these bytes under one of the secrets; `now` in milliseconds since 1970. */
export const isSignedByScheme = (
  request: AdapterRequest,
  scheme: HmacScheme,
  secrets: readonly string[],
  now: number,
): boolean => {
  const { header, prefix, algorithm, encoding } = scheme;
  const written = request.headers[header] ?? '';
  const time = signedTime(request, scheme, now);
  if (time === undefined || !written.startsWith(prefix)) return false;
  return isHmacOf(written.slice(prefix.length), secrets, [time, request.body], encoding, algorithm);
};
