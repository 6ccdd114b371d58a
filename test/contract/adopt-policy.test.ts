/** A policy that counts as before is adopted; one that counts otherwise opens an epoch. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Policy } from '../../shared/core/config/policy.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { ensureEpoch, ensureFirstEpoch } from '../../shared/store/open-epoch.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { policyOf } from '../support/records.ts';

vi.setConfig({ testTimeout: 30_000 });

let engine: TestDynamoDb;
let board: NamedTable;
const contribution = 'rows@1';
const now = Date.parse('2026-03-14T08:00:00Z');
const policy = (version: number, given: Partial<Policy> = {}): Policy => ({ ...policyOf({}), ...given, version });
const ensure = (wanted: Policy, more = {}) => ensureEpoch(board, { policy: wanted, contribution, now, ...more });

const businessHours: Policy['businessHours'] = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '08:00',
  to: '17:00',
  holidays: { years: { '2026': '0101' } },
};
const inBusinessHours: Policy['complaints'] = { acknowledgeHours: 48, resolveHours: 240, hours: 'business' };

beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 40_000);
afterAll(() => engine?.stop());
beforeEach(async () => {
  board = await engine.createBoard();
  await ensureFirstEpoch(board, policy(1), contribution, now);
});

test.each<[string, Partial<Policy>]>([
  ['a name', { company: 'Marlow Pumps' }],
  ['rules of the control charts', { process: { rules: [1] } }],
  ['business hours that only ladders look at', { businessHours }],
  [
    'who is told of which complaints, and what their form asks',
    {
      complaints: {
        ...policyOf({}).complaints,
        owner: 'olga',
        severe: { categories: ['safety'], words: ['injur*'], keyAccounts: 'all' },
        form: { languages: ['fr'], categories: [{ id: 'late' }, { id: 'other' }] },
      },
    },
  ],
])('%s changes nothing that was counted: the epoch goes on under the new version', async (_, given) => {
  expect(await ensure(policy(2, given))).toEqual({ outcome: 'adopted', epoch: 0 });
  const { current, all } = await loadEpochs(board);
  expect(all).toHaveLength(1);
  expect(current.policy).toEqual(policy(2, given));
  expect(await ensure(policy(2, given))).toEqual({ outcome: 'unchanged', epoch: 0 });
});

test.each<[string, Partial<Policy>, Partial<Policy>]>([
  ['another time zone', {}, { timeZone: 'Asia/Tokyo' }],
  ['another dimension', {}, { dimensions: { site: 'open' } }],
  ['complaints in business hours', { businessHours }, { businessHours, complaints: inBusinessHours }],
  [
    'a holiday more, where complaints count business hours',
    { businessHours, complaints: inBusinessHours },
    { businessHours: { ...businessHours, holidays: { years: { '2026': '0101 0501' } } }, complaints: inBusinessHours },
  ],
  [
    'another closing time, where the complaints of one source count business hours',
    { businessHours, sources: { desk: { complaints: { hours: 'business' } } } },
    { businessHours: { ...businessHours, to: '18:00' }, sources: { desk: { complaints: { hours: 'business' } } } },
  ],
])('%s opens an epoch', async (_, before, after) => {
  await ensure(policy(2, before));
  const { outcome } = await ensure(policy(3, after));
  expect(outcome).toBe('opened');
});

test('a repair opens an epoch, whatever the policy', async () => {
  expect(await ensure(policy(2, { company: 'Marlow Pumps' }), { repair: true })).toMatchObject({ outcome: 'opened' });
});

test('an epoch that is being filled adopts it, and the current one keeps its own', async () => {
  await ensure(policy(2, { timeZone: 'Asia/Tokyo' }));
  expect(await ensure(policy(3, { timeZone: 'Asia/Tokyo', company: 'Marlow' }))).toEqual({
    outcome: 'adopted',
    epoch: 1,
  });
  const { current, open } = await loadEpochs(board);
  expect([current.policy.version, open?.policy.version]).toEqual([1, 3]);
});

test('of several at once, the newest version ends on the epoch', async () => {
  const versions = [2, 3, 4, 5].map((version) => policy(version, { company: `Name ${version}` }));
  await Promise.all(versions.map((each) => ensure(each)));
  await ensure(policy(5, { company: 'Name 5' }));
  const { current, all } = await loadEpochs(board);
  expect(all).toHaveLength(1);
  expect(current.policy.company).toBe('Name 5');
});
