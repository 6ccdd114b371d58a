import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { purposes, readToken, signToken } from '../../shared/links/link.ts';
import { type LinkKey, parseLinkKeys } from '../../shared/links/link-keys.ts';

const [key] = parseLinkKeys(JSON.stringify([randomBytes(32).toString('base64url')])) as [LinkKey];
const keyOf = async () => key;
const now = Date.parse('2026-03-14T09:30:00Z');

const links = fc.record({
  purpose: fc.constantFrom(...purposes),
  notice: fc
    .tuple(fc.integer({ min: now - 1e10, max: now }), fc.stringMatching(/^[0-9a-f]{16}$/))
    .map(([at, digest]) => `${at.toString(36)}-${digest}`),
  subject: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/),
});

test('whatever is signed is read back', async () => {
  await fc.assert(
    fc.asyncProperty(links, async (link) => {
      const token = await signToken(link, key, now);
      expect(await readToken(token, link.purpose, keyOf, now)).toEqual({ kind: 'valid', link });
    }),
  );
});

const letters = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  '.',
  '=',
  '+',
  '/',
  '%',
  ' ',
  '\n',
];

test('no other text than the one that was signed opens anything', async () => {
  const token = await signToken(
    { purpose: 'decide', notice: `${now.toString(36)}-${'0'.repeat(16)}`, subject: 'on-time' },
    key,
    now,
  );
  const changes = fc.oneof(
    // One letter for another: each place, the last bits of the signature included.
    fc
      .tuple(fc.nat(token.length - 1), fc.constantFrom(...letters))
      .map(([at, letter]) => token.slice(0, at) + letter + token.slice(at + 1)),
    fc
      .tuple(fc.nat(token.length), fc.constantFrom(...letters))
      .map(([at, letter]) => token.slice(0, at) + letter + token.slice(at)),
    fc
      .tuple(fc.nat(token.length - 1), fc.integer({ min: 1, max: 40 }))
      .map(([at, count]) => token.slice(0, at) + token.slice(at + count)),
    fc.tuple(fc.nat(2), fc.nat(2)).map(([from, to]) => {
      const parts = token.split('.');
      parts[to] = parts[from] ?? '';
      return parts.join('.');
    }),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(changes, async (changed) => {
      fc.pre(changed !== token);
      expect(await readToken(changed, 'decide', keyOf, now)).toEqual({ kind: 'invalid' });
    }),
    { numRuns: 2_000 },
  );
});

test('the last letter of a signature has one spelling', async () => {
  const token = await signToken(
    { purpose: 'decide', notice: `${now.toString(36)}-${'0'.repeat(16)}`, subject: 'on-time' },
    key,
    now,
  );
  const good = [];
  for (const letter of letters) {
    const { kind } = await readToken(token.slice(0, -1) + letter, 'decide', keyOf, now);
    if (kind === 'valid') good.push(letter);
  }
  expect(good).toEqual([token.at(-1)]);
});
