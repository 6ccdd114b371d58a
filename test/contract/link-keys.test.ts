import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findPort, serve } from '../../infra/local/loopback.ts';
import { openParameters } from '../../infra/local/services/parameters.ts';
import { connectReader, connectSigner } from '../../shared/links/connect-links.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoshin-keys-'));
const store = openParameters(join(folder, 'parameters.json'));
const name = '/hoshin/test/link-keys';
const pages = 'https://api.example/v1/';
const notice = 'mmq1x0c0-5f1c5f1c5f1c5f1c';
let clock = Date.parse('2026-03-14T09:30:00Z');
const now = () => clock;
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';

let listener: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  const port = await findPort();
  listener = await serve(port, store.handle);
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await listener?.close();
  rmSync(folder, { recursive: true, force: true });
});

const signer = () => connectSigner({ parameter: name, keyArn, pages, now });
const read = (link: string, reader = connectReader({ parameter: name, now })) =>
  reader(link.split('/').at(-1) ?? '', 'decide');

/** The parameter's value as the store keeps it; `undefined` before there is one. */
const stored = (): string | undefined => {
  const file = join(folder, 'parameters.json');
  const kept: { Name: string; Value: string }[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  return kept.find(({ Name }) => Name === name)?.Value;
};

test('before there is a key no link is one, and whoever reads links makes none', async () => {
  expect(await read(`${'a'.repeat(40)}.${'b'.repeat(40)}.${'A'.repeat(43)}`)).toEqual({ kind: 'invalid' });
  expect(stored()).toBeUndefined();
});

test('ten functions that need the first key at once sign with one', async () => {
  const links = await Promise.all(Array.from({ length: 10 }, () => signer()('decide', notice, 'on-time')));
  for (const link of links) {
    expect(link.startsWith(`${pages}decide/`)).toBe(true);
    expect(await read(link)).toEqual({ kind: 'valid', link: { purpose: 'decide', notice, subject: 'on-time' } });
  }
  expect(new Set(links).size).toBe(1);
});

test('rotated as the runbook says, old links stay good and new ones are good at once; alone, the new key ends the old links', async () => {
  const reader = connectReader({ parameter: name, now });
  const old = await signer()('decide', notice, 'on-time');
  expect(await read(old, reader)).toMatchObject({ kind: 'valid' });
  const [before = ''] = JSON.parse(stored() ?? '');
  const made = Buffer.from('n'.repeat(32)).toString('base64url');

  store.put(name, JSON.stringify([made, before]), 'SecureString');
  clock += 31_000;
  const fresh = await signer()('decide', notice, 'on-time');
  expect(fresh).not.toBe(old);
  for (const link of [fresh, old]) expect(await read(link, reader)).toMatchObject({ kind: 'valid' });

  store.put(name, JSON.stringify([made]), 'SecureString');
  clock += 5 * 60_000 + 1;
  expect(await read(fresh, reader)).toMatchObject({ kind: 'valid' });
  expect(await read(old, reader)).toEqual({ kind: 'invalid' });
});
