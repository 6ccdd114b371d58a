import { createHmac } from 'node:crypto';
import { base64url, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { type Link, purposes, readToken, signToken, validDays } from '../../shared/links/link.ts';
import { type LinkKey, parseLinkKeys, rememberKeys } from '../../shared/links/link-keys.ts';

const secretOf = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64url');
const [key, other] = parseLinkKeys(JSON.stringify([secretOf('a'), secretOf('b')])) as [LinkKey, LinkKey];
const keyOf = async (id: string) => (id === key.id ? key : undefined);

const now = Date.parse('2026-03-14T09:30:00Z');
const dayMs = 86_400_000;
const link: Link = { purpose: 'decide', notice: 'mmq1x0c0-5f1c5f1c5f1c5f1c', subject: 'on-time-lyon' };
const read = (token: string, at = now) => readToken(token, 'decide', keyOf, at);

const claims = { purpose: 'decide', n: link.notice, s: link.subject };
const header = { alg: 'HS256', typ: 'hoshin-link+jwt', kid: key.id };
const inAnHour = now / 1000 + 3600;

test('a link says what was signed, and no more', async () => {
  const token = await signToken(link, key, now);
  expect(await read(token)).toEqual({ kind: 'valid', link });
  expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toEqual({
    ...claims,
    exp: now / 1000 + 30 * 86_400,
  });
  expect(token.length).toBeLessThan(300);
});

test.each(purposes)(
  'a link to %s is good until its last day is over, and told to be too old from then on',
  async (purpose) => {
    const token = await signToken({ ...link, purpose }, key, now);
    const end = now + validDays[purpose] * dayMs;
    expect(await readToken(token, purpose, keyOf, end - 1000)).toMatchObject({ kind: 'valid' });
    expect(await readToken(token, purpose, keyOf, end)).toEqual({ kind: 'expired', link: { ...link, purpose } });
  },
);

test('one may decide and act for a month, answer for two, and unsubscribe for more than a year', () => {
  expect(validDays).toEqual({ decide: 30, act: 30, unsubscribe: 400, survey: 60, stop: 400 });
});

test('a link for one purpose is none for another, expired or not', async () => {
  for (const purpose of ['act', 'unsubscribe'] as const) {
    const token = await signToken({ ...link, purpose }, key, now);
    expect(await read(token)).toEqual({ kind: 'wrong-purpose', link: { ...link, purpose } });
    expect(await read(token, now + 500 * dayMs)).toEqual({ kind: 'wrong-purpose', link: { ...link, purpose } });
  }
});

test('a key that was taken out of the list opens nothing; one that no longer signs still does', async () => {
  const token = await signToken(link, other, now);
  expect(await read(token)).toEqual({ kind: 'invalid' });
  const both = async (id: string) => [key, other].find((each) => each.id === id);
  expect(await readToken(token, 'decide', both, now)).toEqual({ kind: 'valid', link });
});

test('a link that is signed with another key under the name of ours is refused', async () => {
  const token = await new SignJWT(claims).setProtectedHeader(header).setExpirationTime(inAnHour).sign(other.secret);
  expect(await read(token)).toEqual({ kind: 'invalid' });
});

test('an unsigned token is refused, however it is spelled', async () => {
  const unsigned = new UnsecuredJWT(claims).setExpirationTime(inAnHour).encode();
  expect(await read(unsigned)).toEqual({ kind: 'invalid' });
  const [, payload] = unsigned.split('.');
  for (const alg of ['none', 'None', 'NONE', '']) {
    const head = base64url.encode(JSON.stringify({ ...header, alg }));
    for (const signature of ['', 'A'.repeat(43)])
      expect(await read(`${head}.${payload}.${signature}`)).toEqual({ kind: 'invalid' });
  }
});

test('another algorithm is refused, though the key is right', async () => {
  const head = base64url.encode(JSON.stringify({ ...header, alg: 'HS512' }));
  const text = `${head}.${base64url.encode(JSON.stringify({ ...claims, exp: inAnHour }))}`;
  const signed = `${text}.${createHmac('sha512', key.secret).update(text).digest('base64url')}`;
  expect(await read(signed)).toEqual({ kind: 'invalid' });
  // HS512's own length is refused by its form: a signature cut to the right length by its algorithm.
  expect(await read(signed.slice(0, text.length + 44))).toEqual({ kind: 'invalid' });
});

const sign = (payload: object, protectedHeader: object) =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256', ...protectedHeader }).sign(key.secret);

test.each([
  ['of another type', { ...claims, exp: inAnHour }, { ...header, typ: 'JWT' }],
  ['without a type', { ...claims, exp: inAnHour }, { kid: key.id }],
  ['without the name of its key', { ...claims, exp: inAnHour }, { typ: header.typ }],
  ['without an expiry', claims, header],
  ['with an expiry that is no number', { ...claims, exp: '2100-01-01' }, header],
  ['for a purpose that does not exist', { ...claims, purpose: 'admin', exp: inAnHour }, header],
  ['without a subject', { ...claims, s: '', exp: inAnHour }, header],
  ['about something that is no notice', { ...claims, n: 'config#policy', exp: inAnHour }, header],
] as const)('a token %s is refused, though our key signed it', async (_, payload, protectedHeader) => {
  expect(await read(await sign(payload, protectedHeader))).toEqual({ kind: 'invalid' });
});

test.each(['', 'x', '..', 'a.b.c', '%00', 'decide', `${'a'.repeat(5000)}.b.c`])('%j is no link', async (text) => {
  expect(await read(text)).toEqual({ kind: 'invalid' });
});

test('a parameter that is not a list of long secrets is refused without being quoted', () => {
  for (const value of ['{}', '[]', 'hush-hush', '["hush-hush"]', '[1]'])
    expect(() => parseLinkKeys(value)).toThrow(/^(?!.*hush).*parameter/);
});

test('the first need makes the key, and only the reader that may', async () => {
  const stored: string[] = [];
  const make = async () => {
    stored.push(JSON.stringify([secretOf('c')]));
    return stored[0] ?? '';
  };
  const store = { read: async () => stored[0] };
  await expect(rememberKeys(store, () => now).signing()).rejects.toThrow('no key');
  const made = await rememberKeys({ ...store, make }, () => now).signing();
  expect(stored).toHaveLength(1);
  expect(await rememberKeys(store, () => now).find(made.id)).toEqual(made);
  expect(await rememberKeys({ ...store, make }, () => now).signing()).toEqual(made);
  expect(stored).toHaveLength(1);
});

test('a key that was put first a moment ago is found by those who know the old list, at most every half minute', async () => {
  let list = [secretOf('a')];
  let reads = 0;
  let at = now;
  const keys = rememberKeys(
    {
      read: async () => {
        reads += 1;
        return JSON.stringify(list);
      },
    },
    () => at,
  );
  expect(await keys.find(key.id)).toEqual(key);
  list = [secretOf('b'), ...list];
  at += 1_000;
  for (let tries = 0; tries < 100; tries++) expect(await keys.find('unknown1')).toBeUndefined();
  expect(reads).toBe(1);
  at += 30_000;
  expect(await keys.find(other.id)).toEqual(other);
  expect(reads).toBe(2);
  expect(await keys.signing()).toEqual(other);
});
