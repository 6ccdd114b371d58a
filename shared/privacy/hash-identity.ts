/** The keyed hash itself: one spelling of each identity, and HMAC-SHA256 over it. */
import { createHmac } from 'node:crypto';
import { plainAddress } from '../core/privacy/plain-address.ts';
import type { Identity } from './person-key.ts';

/** The kind stands first, so that no id can be made to look like an address. */
const canonicalOf = (identity: Identity): string =>
  JSON.stringify(
    'email' in identity
      ? ['email', plainAddress(identity.email)]
      : ['id', identity.namespace, identity.id.normalize('NFC').trim()],
  );

/** 32 hexadecimal digits: 128 bits, of which none can be guessed without the key. */
export const hashIdentity = (identity: Identity, key: Uint8Array): string =>
  createHmac('sha256', key).update(canonicalOf(identity)).digest('hex').slice(0, 32);

const wellFormed = /^[\w-]{43,}$/;

/** The key in a parameter's value. Throws without quoting it: it is a secret. */
export const parsePersonKey = (value: string): Uint8Array => {
  if (!wellFormed.test(value)) throw new Error('the parameter is not a secret of 32 bytes or more, as base64url');
  return Buffer.from(value, 'base64url');
};
