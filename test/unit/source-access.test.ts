/** How access is remembered: seldom asked for, never stale for long, and no way for a stranger to learn who exists. */
import { expect, test } from 'vitest';
import { type FetchAccess, rememberAccess, SourceAccess } from '../../shared/sources/source-access.ts';

const access = (namespace: string): SourceAccess => ({ secrets: [], types: ['delivery'], namespace, senderIds: [] });
const second = 1_000;
const passes = () => true;
const fails = () => false;

const start = (given: Record<string, SourceAccess>) => {
  const asked: string[] = [];
  const state = { now: 0, down: false, known: given };
  const fetch: FetchAccess = async (source) => {
    asked.push(source);
    if (state.down) throw new Error('out of reach');
    return state.known[source];
  };
  return { state, asked, find: rememberAccess(fetch, () => state.now) };
};

test('a source that passes is asked for once in five minutes', async () => {
  const { find, asked, state } = start({ a: access('one') });
  for (const at of [0, 1, 200, 299]) {
    state.now = at * second;
    expect(await find('a', passes)).toEqual(access('one'));
  }
  expect(asked).toHaveLength(1);
  state.now = 300 * second;
  state.known.a = access('two');
  expect(await find('a', passes)).toEqual(access('two'));
});

test('a source that fails the check is read again at most every 30 seconds, so that a new secret is found', async () => {
  const { find, asked, state } = start({ a: access('old') });
  const isNew = ({ namespace }: SourceAccess) => namespace === 'new';
  for (const at of [0, 1, 10, 29]) {
    state.now = at * second;
    expect(await find('a', isNew)).toBeUndefined();
  }
  expect(asked).toHaveLength(1);
  state.known.a = access('new');
  state.now = 30 * second;
  expect(await find('a', isNew)).toEqual(access('new'));
  expect(asked).toHaveLength(2);
});

test('an unknown source is remembered too, and found once it exists', async () => {
  const { find, asked, state } = start({});
  for (const at of [0, 29]) {
    state.now = at * second;
    expect(await find('a', passes)).toBeUndefined();
  }
  expect(asked).toHaveLength(1);
  state.known.a = access('a');
  state.now = 30 * second;
  expect(await find('a', passes)).toEqual(access('a'));
});

test('while the parameter store is out of reach, a source that passed still does, and is not asked for all the time', async () => {
  const { find, asked, state } = start({ a: access('a') });
  await find('a', passes);
  state.down = true;
  for (const at of [300, 301, 320]) {
    state.now = at * second;
    expect(await find('a', passes)).toEqual(access('a'));
  }
  expect(asked).toHaveLength(2);
  state.down = false;
  state.known = {};
  state.now = 400 * second;
  expect(await find('a', passes)).toBeUndefined();
});

test('while the parameter store is out of reach, a source that is not known yet is a fault, not a stranger', async () => {
  const { find, state } = start({ a: access('a') });
  state.down = true;
  await expect(find('a', passes)).rejects.toThrow('out of reach');
});

test('what no source id can be is never asked for', async () => {
  const { find, asked } = start({});
  for (const source of ['', '../stack', 'A', 'a b', 'a/b', '-a', 'a'.repeat(65)])
    expect(await find(source, passes)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('invented names push each other out, and neither the memory nor a source that exists', async () => {
  const { find, asked } = start({ a: access('a') });
  await find('a', passes);
  for (let name = 0; name <= 1_000; name += 1) await find(`invented-${name}`, fails);
  await find('invented-1000', fails);
  await find('a', passes);
  expect(asked).toHaveLength(1_002);
  await find('invented-0', fails);
  expect(asked).toHaveLength(1_003);
});

test.each([
  ['a short secret', { secrets: ['whsec_YWJj'] }],
  ['a secret without its prefix', { secrets: [Buffer.alloc(32).toString('base64')] }],
  ['no types', { types: [] }],
  ['an unknown type', { types: ['invoice'] }],
  ['a namespace that is no id', { namespace: 'ERP Lyon' }],
])('a parameter with %s is refused', (_, wrong) => {
  expect(SourceAccess.safeParse({ ...access('a'), ...wrong }).success).toBe(false);
});

test('secrets of another product look as that product wants, and may not be empty', () => {
  const typeform = { ...access('a'), adapter: 'typeform' };
  expect(SourceAccess.safeParse({ ...typeform, secrets: ['N2Qyc2VjcmV0', 'id&secret'] }).success).toBe(true);
  expect(SourceAccess.safeParse({ ...typeform, secrets: [''] }).success).toBe(false);
  expect(SourceAccess.safeParse({ ...typeform, secrets: Array(6).fill('N2Qyc2VjcmV0') }).success).toBe(false);
});
