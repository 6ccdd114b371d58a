/**
 * Verifies Standard Webhooks signatures, more strictly than its reference library: the timestamp is ten digits and
 * nothing else, an id holds no dot (or a part of the body could pass for the id), a secret has at least 24 bytes.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a timestamp may lie before or after the receiver's clock. */
const toleranceSeconds = 300;
const maxSignatures = 5;
const minSecretBytes = 24;

/** What a request claims about itself; nothing of it is proven yet. */
export interface Claims {
  id: string;
  timestamp: string;
  /** As they came, `v1,…`. */
  signatures: string[];
}

export type ClaimsReading = { readable: true; claims: Claims } | { readable: false; problem: string };

/** The three headers, by lower-case name. */
type Headers = Record<string, string | undefined>;

/** Reads the signature's headers and holds the timestamp against the clock (ms). Needs no secret, so it tells nothing of one. */
export const readClaims = (headers: Headers, now: number): ClaimsReading => {
  const refuse = (problem: string): ClaimsReading => ({ readable: false, problem });
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signature = headers['webhook-signature'];
  if (!id || !timestamp || !signature) {
    return refuse('the headers webhook-id, webhook-timestamp and webhook-signature are required');
  }
  if (!/^[!-\-/-~]{1,256}$/.test(id)) return refuse('webhook-id must be 1 to 256 visible characters without a dot');
  if (!/^[0-9]{10}$/.test(timestamp)) return refuse('webhook-timestamp must be seconds since 1970, exactly ten digits');
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) {
    return refuse(`webhook-timestamp must be within ${toleranceSeconds} seconds of the receiver's clock`);
  }
  const signatures = signature.split(' ').filter((part) => part !== '');
  if (signatures.length > maxSignatures) return refuse(`webhook-signature holds more than ${maxSignatures} signatures`);
  return { readable: true, claims: { id, timestamp, signatures } };
};

/** The key in a secret `whsec_…`; `undefined` if it is not strict base64 of at least 24 bytes. */
export const keyOfSecret = (secret: string): Buffer | undefined => {
  const encoded = secret.replace(/^whsec_/, '');
  const key = Buffer.from(encoded, 'base64');
  return key.toString('base64') === encoded && key.length >= minSecretBytes ? key : undefined;
};

/** `v1,{base64 of HMAC-SHA256 over id.timestamp.body}`. */
export const signatureOf = (key: Buffer, id: string, timestamp: string, body: Uint8Array): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;

/** True if one of the signatures was made over these bytes with one of the secrets. */
export const isSignedBy = (secrets: readonly string[], claims: Claims, body: Uint8Array): boolean =>
  secrets.some((secret) => {
    const key = keyOfSecret(secret);
    if (!key) return false;
    // Compared as text: base64 has several spellings of the same bytes, and only one is taken.
    const expected = Buffer.from(signatureOf(key, claims.id, claims.timestamp, body));
    return claims.signatures.some((signature) => {
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  });
