/** Tokens of forms that anybody may open: what is sent with one is one record, however often it is sent. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { LinkKey } from './link-keys.ts';
import { type FindKey, readClaims, signClaims } from './token.ts';

/** Answer a survey at its open address; complain. */
const formPurposes = ['open', 'complaint'] as const;
export type FormPurpose = (typeof formPurposes)[number];

/** What a form's token says. */
export interface FormToken {
  purpose: FormPurpose;
  /** A survey's id; `complaint`. */
  subject: string;
  /** 32 hexadecimal digits, random: the subject of the record that comes of the form. */
  id: string;
}

export type FormReading =
  | { kind: 'valid'; id: string }
  /** Signed by us, and too old. Signed anew under the same id, a form that was sent before is still one record. */
  | { kind: 'expired'; id: string }
  /** Not signed by a key of ours, or for another form. */
  | { kind: 'invalid' };

/** A day: a form on a kiosk stands open from one visitor to the next. */
export const formSeconds = 86_400;

const type = 'hoshin-form+jwt';

const Claims = z.object({
  purpose: z.enum(formPurposes),
  s: z.string(),
  jti: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  exp: z.number(),
});

export const newFormId = (): string => randomBytes(16).toString('hex');

/** @param now milliseconds since 1970 */
export const signFormToken = ({ purpose, subject, id }: FormToken, key: LinkKey, now: number): Promise<string> =>
  signClaims(type, { purpose, s: subject, jti: id }, Math.floor(now / 1000) + formSeconds, key);

/**
 * Reads a token that came with a form.
 * @param now milliseconds since 1970
 */
export const readFormToken = async (
  token: string,
  { purpose, subject }: Omit<FormToken, 'id'>,
  keyOf: FindKey,
  now: number,
): Promise<FormReading> => {
  const reading = await readClaims(type, token, keyOf, now);
  if (reading.kind === 'invalid') return reading;
  const claims = z.safeParse(Claims, reading.payload);
  if (!claims.success || claims.data.purpose !== purpose || claims.data.s !== subject) return { kind: 'invalid' };
  return { kind: reading.kind, id: claims.data.jti };
};
