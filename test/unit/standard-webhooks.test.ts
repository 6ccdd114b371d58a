/** Standard Webhooks against published vectors and against the ways in which other verifiers are lax. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signWebhook } from '../../shared/sources/sign-webhook.ts';
import { isSignedBy, keyOfSecret, readClaims } from '../../shared/sources/standard-webhooks.ts';
import { secretOf, sign } from '../support/receive-harness.ts';

const headersOf = (id: string, timestamp: string, signature: string) => ({
  'webhook-id': id,
  'webhook-timestamp': timestamp,
  'webhook-signature': signature,
});

const verifies = (headers: Record<string, string>, body: string, secrets: string[], now: number): boolean => {
  const reading = readClaims(headers, now);
  return reading.readable && isSignedBy(secrets, reading.claims, Buffer.from(body));
};

interface Vector {
  scheme: string;
  secret: string;
  payload: string;
  id: string;
  timestamp: number;
  expected?: string;
  header?: string;
}

const data = process.env.HOSHIN_DATA ?? join(import.meta.dirname, '../../../shared/data');
const file = join(data, 'webhooks/vectors.json');
const vectors: Vector[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

describe.skipIf(vectors.length === 0)(
  'published vectors (skipped, and unproven, where the data folder is missing)',
  () => {
    const ours = vectors.filter(({ scheme }) => scheme.startsWith('standard-webhooks'));

    test('there are some that must verify and some that must not', () => {
      expect(ours.filter(({ expected }) => expected).length).toBeGreaterThan(0);
      expect(ours.filter(({ expected }) => !expected).length).toBeGreaterThan(0);
    });

    test.each(ours)('$scheme: $expected$header', ({ secret, payload, id, timestamp, expected, header }) => {
      const headers = headersOf(id, String(timestamp), expected ?? header ?? '');
      expect(verifies(headers, payload, [secret], timestamp * 1000)).toBe(expected !== undefined);
      if (expected) expect(verifies(headers, payload, [secret], Date.parse('2026-03-14'))).toBe(false);
    });
  },
);

const secret = secretOf(1);
const now = Date.parse('2026-03-14T09:30:00Z');
const seconds = String(now / 1000);

test('what we sign is what an independent implementation signs, and it verifies', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uint8Array({ minLength: 24, maxLength: 64 }), (body, key) => {
      const own = `whsec_${Buffer.from(key).toString('base64')}`;
      const headers = signWebhook('msg_1', now, Buffer.from(body), own);
      expect(headers['webhook-signature']).toBe(sign(own, 'msg_1', seconds, body));
      expect(verifies({ ...headers }, body, [own], now)).toBe(true);
    }),
  );
});

test('a byte changed anywhere in the body breaks the signature', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, flip) => {
      const reading = readClaims({ ...signWebhook('msg_1', now, bytes, secret) }, now);
      const changed = Uint8Array.from(bytes, (byte, index) => (index === at % bytes.length ? byte ^ flip : byte));
      expect(reading.readable && isSignedBy([secret], reading.claims, changed)).toBe(false);
    }),
  );
});

test.each([
  [-300_000, true],
  [-300_001, false],
  [300_000, true],
  [300_001, false],
])('a timestamp %i ms away from the clock is taken: %s', (away, taken) => {
  expect(readClaims(headersOf('a', seconds, 'v1,x'), now - away).readable).toBe(taken);
});

test.each([
  ` ${seconds}`,
  `${seconds} `,
  `${seconds}.0`,
  `+${seconds}`,
  `0${seconds}`,
  '１７７３４８０６００',
  '1e9',
  '',
])('the timestamp "%s" is refused', (timestamp) => {
  expect(readClaims(headersOf('a', timestamp, sign(secret, 'a', timestamp, '')), now).readable).toBe(false);
});

test.each([
  ['23 bytes', secretOf(1, 23), false],
  ['24 bytes', secretOf(1, 24), true],
  ['one byte', secretOf(1, 1), false],
  ['nothing', 'whsec_', false],
  ['not base64', `whsec_${'!'.repeat(40)}`, false],
  ['base64 with a line break', `${secretOf(1)}\n`, false],
  ['base64url', `whsec_${Buffer.alloc(32, 255).toString('base64url')}`, false],
])('a secret of %s is a key: %s', (_, given, isKey) => {
  expect(keyOfSecret(given) !== undefined).toBe(isKey);
});

test('nothing is signed with a secret that is too short', () => {
  expect(() => signWebhook('msg_1', now, Buffer.from(''), secretOf(1, 23))).toThrow('at least 24 bytes');
});

test('nothing verifies where there is no secret', () => {
  expect(verifies(headersOf('a', seconds, sign(secret, 'a', seconds, 'x')), 'x', [], now)).toBe(false);
});
