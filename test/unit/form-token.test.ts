import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { formSeconds, newFormId, readFormToken, signFormToken } from '../../shared/links/form-token.ts';
import { readToken, signToken } from '../../shared/links/link.ts';
import { type LinkKey, parseLinkKeys } from '../../shared/links/link-keys.ts';

const secretOf = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64url');
const [key, other] = parseLinkKeys(JSON.stringify([secretOf('a'), secretOf('b')])) as [LinkKey, LinkKey];
const keyOf = async (id: string) => (id === key.id ? key : undefined);

const now = Date.parse('2026-03-14T09:30:00Z');
const form = { purpose: 'open', subject: 'kiosk-lyon' } as const;
const read = (token: string, at = now) => readFormToken(token, form, keyOf, at);

test('a form is read back under the id that it was shown with', async () => {
  const id = newFormId();
  expect(await read(await signFormToken({ ...form, id }, key, now))).toEqual({ kind: 'valid', id });
});

test('no two forms have one id', () => {
  const ids = new Set(Array.from({ length: 1_000 }, newFormId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
});

test('a form is good for a day, and keeps its id when it is too old', async () => {
  const id = newFormId();
  const token = await signFormToken({ ...form, id }, key, now);
  expect(await read(token, now + (formSeconds - 1) * 1000)).toEqual({ kind: 'valid', id });
  expect(await read(token, now + formSeconds * 1000)).toEqual({ kind: 'expired', id });
});

test('a form of one survey is none of another, and none of a complaint', async () => {
  const token = await signFormToken({ ...form, id: newFormId() }, key, now);
  const readAs = (purpose: 'open' | 'complaint', subject: string) =>
    readFormToken(token, { purpose, subject }, keyOf, now);
  expect(await readAs('open', 'kiosk-paris')).toEqual({ kind: 'invalid' });
  expect(await readAs('complaint', 'kiosk-lyon')).toEqual({ kind: 'invalid' });
});

test('a form that another key signed, or nobody, is refused', async () => {
  const id = newFormId();
  expect(await read(await signFormToken({ ...form, id }, other, now))).toEqual({ kind: 'invalid' });
  for (const text of ['', 'x', 'a.b.c', id]) expect(await read(text)).toEqual({ kind: 'invalid' });
});

test('an id that we did not make is refused, though our key signed it', async () => {
  const expiry = now / 1000 + 60;
  const sign = (jti: string) =>
    new SignJWT({ purpose: 'open', s: form.subject, jti })
      .setProtectedHeader({ alg: 'HS256', typ: 'hoshin-form+jwt', kid: key.id })
      .setExpirationTime(expiry)
      .sign(key.secret);
  expect(await read(await sign('0'.repeat(32)))).toMatchObject({ kind: 'valid' });
  for (const jti of ['', '../admin', '0'.repeat(31), 'A'.repeat(32)])
    expect(await read(await sign(jti))).toEqual({ kind: 'invalid' });
});

test('a link of a mail is no form, and a form is no link', async () => {
  const notice = 'mmq1x0c0-5f1c5f1c5f1c5f1c';
  const link = await signToken({ purpose: 'survey', notice, subject: form.subject }, key, now);
  expect(await read(link)).toEqual({ kind: 'invalid' });
  const token = await signFormToken({ ...form, id: newFormId() }, key, now);
  expect(await readToken(token, 'survey', keyOf, now)).toEqual({ kind: 'invalid' });
});
