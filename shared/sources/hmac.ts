/** The one comparison that every adapter makes: is this text the HMAC of these bytes under one of the secrets? */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How a sender writes the digest into its header. */
export type DigestEncoding = 'hex' | 'base64';

/**
 * Whether a signature is that of one of the secrets, in constant time. Compared as text: hexadecimal and base64 spell
 * the same bytes in several ways, and only the one that the sender writes is taken.
 * @param signed The parts that are signed, one after the other.
 * @param algorithm SHA-256, unless the product has never left SHA-1.
 */
export const isHmacOf = (
  signature: string,
  secrets: readonly string[],
  signed: readonly (string | Uint8Array)[],
  encoding: DigestEncoding,
  algorithm: 'sha256' | 'sha512' | 'sha1' = 'sha256',
): boolean => {
  const given = Buffer.from(signature);
  return secrets.some((secret) => {
    const hmac = createHmac(algorithm, secret);
    for (const part of signed) hmac.update(part);
    const expected = Buffer.from(hmac.digest(encoding));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
};
