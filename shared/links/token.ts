/** Tokens that we sign: JSON Web Tokens (RFC 7519) of one type each, good until a second. Pure but for the signature. */
import { errors, jwtVerify, SignJWT } from 'jose';
import type { LinkKey } from './link-keys.ts';

const algorithm = 'HS256';

/**
 * Three parts of base64url, the last one 32 bytes in their one spelling: the two bits that the last of its 43 letters
 * has to spare must be zero, or four tokens would be good where one was signed.
 */
const wellFormed = /^[\w-]{1,512}\.[\w-]{1,1024}\.[\w-]{42}[AEIMQUYcgkosw048]$/;

/** The key of an id; `undefined` if there is none. */
export type FindKey = (id: string) => Promise<LinkKey | undefined>;

/**
 * @param type tells these tokens from any other kind that the same key signs (RFC 8725, 3.11)
 * @param expiresAt seconds since 1970: from then on it is too old
 */
export const signClaims = (type: string, claims: object, expiresAt: number, key: LinkKey): Promise<string> =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: algorithm, typ: type, kid: key.id })
    .setExpirationTime(expiresAt)
    .sign(key.secret);

export type ClaimsReading =
  | { kind: 'valid' | 'expired'; payload: unknown }
  /** Not signed by a key of ours, or not of this type. */
  | { kind: 'invalid' };

/**
 * What a token says. The signature is checked before anything that it says; `payload` still has to be parsed.
 * @param now milliseconds since 1970
 */
export const readClaims = async (type: string, token: string, keyOf: FindKey, now: number): Promise<ClaimsReading> => {
  if (!wellFormed.test(token)) return { kind: 'invalid' };
  const findKey = async ({ kid }: { kid?: string }) => {
    const key = kid === undefined ? undefined : await keyOf(kid);
    if (!key) throw new errors.JWSSignatureVerificationFailed();
    return key.secret;
  };
  try {
    const { payload } = await jwtVerify(token, findKey, {
      algorithms: [algorithm],
      typ: type,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    return { kind: 'valid', payload };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { kind: 'expired', payload: error.payload };
    if (error instanceof errors.JOSEError) return { kind: 'invalid' };
    throw error;
  }
};
