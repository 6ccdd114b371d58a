/** Links in mails: tokens that say one purpose, one notice and one subject, for a while. Pure but for the signature. */
import * as z from 'zod/mini';
import { noticeInstant } from '../core/notice/notice.ts';
import type { LinkKey } from './link-keys.ts';
import { type FindKey, readClaims, signClaims } from './token.ts';

/** Of links for people of the company. */
export const staffPurposes = ['decide', 'act', 'unsubscribe'] as const;
export type StaffPurpose = (typeof staffPurposes)[number];
/** Of links for customers: answer a survey; no more invitations. */
const customerPurposes = ['survey', 'stop'] as const;
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
const type = 'hoshin-link+jwt';

const Claims = z.object({
  purpose: z.enum(purposes),
  n: z.string().check(z.refine((id) => noticeInstant(id) !== undefined)),
  s: z.string().check(z.minLength(1), z.maxLength(128)),
  exp: z.number(),
});

/** @param now milliseconds since 1970 */
export const signToken = ({ purpose, notice, subject }: Link, key: LinkKey, now: number): Promise<string> => {
  const expiresAt = Math.floor(now / 1000) + validDays[purpose] * daySeconds;
  return signClaims(type, { purpose, n: notice, s: subject }, expiresAt, key);
};

/**
 * Reads a token that came under the address of a purpose.
 * @param now milliseconds since 1970
 */
export const readToken = async (token: string, purpose: Purpose, keyOf: FindKey, now: number): Promise<LinkReading> => {
  const reading = await readClaims(type, token, keyOf, now);
  if (reading.kind === 'invalid') return reading;
  const claims = z.safeParse(Claims, reading.payload);
  if (!claims.success) return { kind: 'invalid' };
  const link: Link = { purpose: claims.data.purpose, notice: claims.data.n, subject: claims.data.s };
  if (link.purpose !== purpose) return { kind: 'wrong-purpose', link };
  return { kind: reading.kind, link };
};
