import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findPort, serve } from '../../infra/local/loopback.ts';
import { openParameters } from '../../infra/local/services/parameters.ts';
import { connectHashReader, connectPersonHash } from '../../shared/privacy/connect-person-hash.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoshin-person-key-'));
const file = join(folder, 'parameters.json');
const store = openParameters(file);
const parameter = '/hoshin/test/person-key';
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const ada = { email: 'ada@customer.example' };

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

const stored = (): { Name: string; Value: string; Type: string }[] =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

test('whoever may only read hashes nobody before there is a key, and makes none', async () => {
  for (const hash of [connectPersonHash({ parameter }), connectHashReader(parameter)])
    await expect(hash(ada)).rejects.toThrow('there is no /hoshin/test/person-key');
  expect(stored()).toEqual([]);
});

test('ten functions that need the key at once hash alike, with the one key that is kept as a secret', async () => {
  const hashes = await Promise.all(Array.from({ length: 10 }, () => connectPersonHash({ parameter, keyArn })(ada)));
  expect(new Set(hashes).size).toBe(1);
  expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(stored()).toMatchObject([{ Name: parameter, Type: 'SecureString' }]);
  expect(await connectHashReader(parameter)(ada)).toBe(hashes[0]);
});

test('one address in any case is one person; an id is one only within its system, and never an address', async () => {
  const hash = connectPersonHash({ parameter, keyArn });
  const same = await hash(ada);
  expect(await hash({ email: ' Ada@Customer.EXAMPLE ' })).toBe(same);
  const others = await Promise.all([
    hash({ email: 'adа@customer.example' }),
    hash({ namespace: 'erp', id: 'ada@customer.example' }),
    hash({ namespace: 'crm', id: 'ada@customer.example' }),
    hash({ namespace: 'erp', id: 'ADA@customer.example' }),
  ]);
  expect(new Set([same, ...others]).size).toBe(5);
});

test('a value that is no key is refused without being told', async () => {
  store.put('/hoshin/test/broken', 'short-secret', 'SecureString');
  const fault = await connectPersonHash({ parameter: '/hoshin/test/broken' })(ada).catch((each: unknown) => each);
  expect(String(fault)).toContain('not a secret of 32 bytes');
  expect(String(fault)).not.toContain('short-secret');
});
