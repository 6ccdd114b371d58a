/** Links in mails: JSON Web Tokens (RFC 7519) that say one purpose, one notice and one subject, for a while. Pure but for the signature. */
import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import { noticeInstant } from '../core/notice/notice.ts';
import type { LinkKey } from './link-keys.ts';

/** Of links for people of the company. */
export const staffPurposes = ['decide', 'act', 'unsubscribe'] as const;
export type StaffPurpose = (typeof staffPurposes)[number];
/** Of links for customers: answer a survey; no more invitations. */
export const customerPurposes = ['survey', 'stop'] as const;
export type CustomerPurpose = (typeof customerPurposes)[number];
export const purposes = [...staffPurposes, ...customerPurposes];
/** What a link is good for, and nothing else: the address has it, the token has it, and both must agree. */
export type Purpose = (typeof purposes)[number];

/** What a link says. No personal data: who may use it is whom the notice was sent to. */
export interface Link {
  purpose: Purpose;
  /** The notice in whose mail it stands. */
  notice: string;
  /** An objective's id, an action's id, `digest`, or an invitation's id. */
  subject: string;
}

/** Makes the whole address of a link; rejects if it can't be signed. */
export type SignLink = (purpose: Purpose, notice: string, subject: string) => Promise<string>;

export type LinkReading =
  | { kind: 'valid'; link: Link }
  /** Signed by us, and too old. */
  | { kind: 'expired'; link: Link }
  /** Signed by us, for something else. */
  | { kind: 'wrong-purpose'; link: Link }
  /** Not signed by a key of ours, or not a link. */
  | { kind: 'invalid' };

/** Days for which a link is good. Unsubscribing must work as long as somebody may look at an old mail. */
export const validDays: Record<Purpose, number> = { decide: 30, act: 30, unsubscribe: 400, survey: 60, stop: 400 };

const daySeconds = 86_400;
const algorithm = 'HS256';
/** Tells these tokens from any other kind that the same key might sign one day (RFC 8725, 3.11). */
const type = 'hoshin-link+jwt';

const Claims = z.object({
  purpose: z.enum(purposes),
  n: z.string().check(z.refine((id) => noticeInstant(id) !== undefined)),
  s: z.string().check(z.minLength(1), z.maxLength(128)),
  exp: z.number(),
});

/**
 * Three parts of base64url, the last one 32 bytes in their one spelling: the two bits that the last of its 43 letters
 * has to spare must be zero, or four tokens would be good where one was signed.
 */
const wellFormed = /^[\w-]{1,512}\.[\w-]{1,1024}\.[\w-]{42}[AEIMQUYcgkosw048]$/;

/** @param now milliseconds since 1970 */
export const signToken = ({ purpose, notice, subject }: Link, key: LinkKey, now: number): Promise<string> =>
  new SignJWT({ purpose, n: notice, s: subject })
    .setProtectedHeader({ alg: algorithm, typ: type, kid: key.id })
    .setExpirationTime(Math.floor(now / 1000) + validDays[purpose] * daySeconds)
    .sign(key.secret);

const linkOf = (payload: unknown): Link | undefined => {
  const claims = z.safeParse(Claims, payload);
  return claims.success ? { purpose: claims.data.purpose, notice: claims.data.n, subject: claims.data.s } : undefined;
};

/**
 * Reads a token that came under the address of a purpose. The signature is checked before anything that it says.
 *
 * @param keyOf the key of an id; `undefined` if there is none
 * @param now milliseconds since 1970
 */
export const readToken = async (
  token: string,
  purpose: Purpose,
  keyOf: (id: string) => Promise<LinkKey | undefined>,
  now: number,
): Promise<LinkReading> => {
  if (!wellFormed.test(token)) return { kind: 'invalid' };
  const judge = (payload: unknown, expired: boolean): LinkReading => {
    const link = linkOf(payload);
    if (!link) return { kind: 'invalid' };
    if (link.purpose !== purpose) return { kind: 'wrong-purpose', link };
    return { kind: expired ? 'expired' : 'valid', link };
  };
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
    return judge(payload, false);
  } catch (error) {
    if (error instanceof errors.JWTExpired) return judge(error.payload, true);
    if (error instanceof errors.JOSEError) return { kind: 'invalid' };
    throw error;
  }
};
