/** Policies: defaults, and sources that differ. */
import { expect, test } from 'vitest';
import {
  describeBusinessHours,
  describeComplaintHours,
  describeInFull,
  describeOnTime,
} from '../../shared/core/config/choices.ts';
import { Policy, type PolicyInput } from '../../shared/core/config/policy.ts';
import { completePolicy, defaultPolicy, policyFor } from '../../shared/core/config/policy-in-force.ts';
import { policyOf } from '../support/records.ts';

test('the default policy is what an empty policy in a file means', () => {
  expect(defaultPolicy).toEqual({ ...Policy.parse({}), version: 0 });
});

test('a source differs in what it names, and in nothing else', () => {
  const policy = policyOf({
    onTime: { rule: 'timestamp', promise: 'latest' },
    complaints: { resolveHours: 24 },
    sources: { carrier: { onTime: { late: { minutes: 30 } } } },
  });
  const narrowed = policyFor(policy, 'carrier');
  expect(narrowed.onTime).toEqual({ ...policy.onTime, late: { minutes: 30, inclusive: true } });
  expect(narrowed.complaints).toEqual(policy.complaints);
  expect(policyFor(policy, 'erp-lyon')).toBe(policy);
});

test.each([
  ['two limits in one tolerance', { onTime: { late: { minutes: 1, days: 1 } } }],
  ['a tolerance without a limit', { onTime: { late: { inclusive: true } } }],
  ['a zone that does not exist', { timeZone: 'Mars/Olympus' }],
  ['a step that is named twice', { steps: ['press', 'press'] }],
  ['a field that does not exist', { onTimes: {} }],
  ['a day that ends before it begins', { businessHours: { from: '17:00', to: '09:00' } }],
  ['a time that no clock shows', { businessHours: { from: '9:00', to: '17:00' } }],
  ['a week without a day', { businessHours: { days: [], from: '09:00', to: '17:00' } }],
  ["a ninth of Nelson's rules", { process: { rules: [9] } }],
])('%s is refused', (_, input) => expect(Policy.safeParse(input).success).toBe(false));

test.each([
  [{}, 'first promise, by calendar day in UTC'],
  [{ onTime: { rule: 'timestamp' as const, promise: 'latest' as const } }, 'latest promise, by timestamp'],
  [
    { onTime: { late: { minutes: 15, inclusive: false } } },
    'first promise, by calendar day in UTC, late from 15 minutes on',
  ],
  [{ onTime: { late: { days: 1 } } }, 'first promise, by calendar day in UTC, up to 1 day late is on time'],
  [{ onTime: { early: { days: 0 } } }, 'first promise, by calendar day in UTC, early is not on time'],
  [{ onTime: { early: { days: 2 } } }, 'first promise, by calendar day in UTC, up to 2 days early is on time'],
  [
    { sources: { dhl: { onTime: { rule: 'timestamp' as const } } } },
    'first promise, by calendar day in UTC, otherwise for dhl',
  ],
])('the on-time choices %o are said as: %s', (input, words) => expect(describeOnTime(policyOf(input))).toBe(words));

test('so are the choices of quantities and hours', () => {
  expect(describeInFull(policyOf())).toBe('every line in full');
  expect(describeInFull(policyOf({ inFull: { tolerancePercent: 2 } }))).toBe(
    'in full with up to 2 % of a line missing',
  );
  expect(describeComplaintHours(policyOf())).toBe('calendar hours');
  expect(describeComplaintHours(policyOf(), 240)).toBe('calendar hours, 240 hours where none was promised');
  const office = policyOf({
    businessHours: { days: ['fri', 'mon', 'tue', 'wed', 'thu'], from: '09:00', to: '17:00' },
    complaints: { hours: 'business' },
    sources: { dhl: { complaints: { hours: 'calendar' } }, ups: { complaints: { resolveHours: 24 } } },
  });
  expect(describeComplaintHours(office)).toBe('business hours (Mon–Fri 09:00–17:00), otherwise for dhl');
  expect(describeComplaintHours(office, 40)).toBe(
    'business hours (Mon–Fri 09:00–17:00), 40 hours where none was promised, otherwise for dhl, ups',
  );
});

test('business hours are said with their days, and holidays if there are any', () => {
  const words = (businessHours: PolicyInput['businessHours']) =>
    describeBusinessHours(policyOf(businessHours && { businessHours }));
  expect(words(undefined)).toBe('every hour of every day');
  expect(words({ days: ['sat', 'mon'], from: '06:00', to: '24:00' })).toBe('Mon, Sat 06:00–24:00');
  expect(words({ from: '08:00', to: '16:30', holidays: { years: { '2026': '0101' } } })).toBe(
    'Mon–Fri 08:00–16:30, holidays excepted',
  );
});

test('a policy that was stored without newer fields means what it meant', () => {
  const { process: _, complaints, ...stored } = policyOf({ complaints: { resolveHours: 24 } });
  const { hours: __, ...oldComplaints } = complaints;
  const old = JSON.parse(JSON.stringify({ ...stored, complaints: oldComplaints }));
  expect(completePolicy(old)).toEqual(policyOf({ complaints: { resolveHours: 24 } }));
});
