/** Signs a request as Standard Webhooks says: what `hoshin import` and the ready-made curl send. */
import { keyOfSecret, signatureOf } from './standard-webhooks.ts';

export interface SignedHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/**
 * The headers of a signed request.
 * @param id Unique for each request, without a dot.
 * @param now Milliseconds since 1970.
 * @throws if the secret is not `whsec_` and base64 of at least 24 bytes: a wrong configuration.
 */
export const signWebhook = (id: string, now: number, body: Uint8Array, secret: string): SignedHeaders => {
  const key = keyOfSecret(secret);
  if (!key) throw new Error('a webhook secret must be whsec_ and base64 of at least 24 bytes');
  const timestamp = String(Math.floor(now / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(key, id, timestamp, body),
  };
};
