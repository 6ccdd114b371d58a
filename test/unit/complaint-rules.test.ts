/** What is severe, what falls due when, how a case moves, and what its number looks like. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confirmationOf, type KnownComplaint, ownersOf, reasonsToTell } from '../../shared/core/complaint/care.ts';
import { type Case, moveCase, type Standing, standingOf } from '../../shared/core/complaint/case.ts';
import { caseNumber, readCaseNumber } from '../../shared/core/complaint/case-number.ts';
import { severeReasons } from '../../shared/core/complaint/severe.ts';
import type { Severe } from '../../shared/core/config/complaint-care.ts';
import { Person } from '../../shared/core/config/person.ts';
import { dueInstants } from '../../shared/core/record/complaint-times.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { complaintOf, policyOf } from '../support/records.ts';

const severe = (rules: Severe) => policyOf({ complaints: { severe: rules } });
const received = (given: object = {}) => complaintOf({ received: { receivedAt: '2026-03-13T15:00:00Z', ...given } });

describe('a case number', () => {
  test('follows from what the complaint was sent with, and another attempt is another number', () => {
    expect(caseNumber('form 1', 0, digest)).toBe(caseNumber('form 1', 0, digest));
    const numbers = Array.from({ length: 2_000 }, (_, at) => caseNumber(`form ${at}`, at % 2, digest));
    expect(new Set(numbers).size).toBe(2_000);
    for (const number of numbers) expect(number).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  test.each([
    ['c7k3f9q2m', 'C-7K3F-9Q2M'],
    [' C-7K3F-9Q2M ', 'C-7K3F-9Q2M'],
    ['c – 7k3f 9q2m', 'C-7K3F-9Q2M'],
    ['C-OIL0-1111', 'C-0110-1111'],
    ['CASE-4711', 'CASE-4711'],
    ['C-7K3F-9Q2', 'C-7K3F-9Q2'],
  ])('that is typed as %s is read as %s', (typed, number) => expect(readCaseNumber(typed)).toBe(number));
});

describe('a complaint is severe', () => {
  test('by its severity, whatever the policy says', () => {
    expect(severeReasons(received({ severity: 'high' }), 'x', policyOf())).toEqual([{ by: 'severity', what: 'high' }]);
    expect(severeReasons(received({ severity: 'low' }), 'x', policyOf())).toEqual([]);
  });

  test('by its category and its key account', () => {
    const policy = severe({ categories: ['safety'], words: [], keyAccounts: ['ACME'] });
    const about = (keyAccount: string) =>
      complaintOf({ received: { receivedAt: '2026-03-13', category: 'safety' }, about: { keyAccount } });
    expect(severeReasons(about('ACME'), undefined, policy).map(({ by }) => by)).toEqual(['category', 'key-account']);
    expect(severeReasons(about('Acme'), undefined, policy).map(({ by }) => by)).toEqual(['category']);
    const all = severe({ categories: [], words: [], keyAccounts: 'all' });
    expect(severeReasons(about('Acme'), undefined, all)).toEqual([{ by: 'key-account', what: 'Acme' }]);
    expect(severeReasons(received(), undefined, all)).toEqual([]);
  });

  test.each([
    ['lawyer', 'My LAWYER will call', true],
    ['lawyer', 'My lawyers will call', false],
    ['lawyer*', 'My lawyers will call', true],
    ['injur*', 'she was Injured', true],
    ['injur*', 'uninjured', false],
    ['blessé', 'Mon fils est BLESSE.', true],
    ['blesse', 'Mon fils est blessé', true],
    ['burn mark', 'burn\n  mark on it', true],
    ['burn mark', 'burnmark', false],
    ['a.b', 'axb', false],
    ['受伤', '我的手受伤了', true],
    ['إصابة', 'حدثت إِصابة', true],
    ['C++', 'we use C++ here', true],
  ])('by the word %s in %j: %s', (word, text, is) => {
    const reasons = severeReasons(received(), text, severe({ categories: [], words: [word], keyAccounts: [] }));
    expect(reasons).toEqual(is ? [{ by: 'word', what: word }] : []);
  });
});

describe('what a complaint asks for at once', () => {
  const now = Date.parse('2026-03-14T15:00:00Z');
  const high = (given: object = {}, more: object = {}): KnownComplaint => ({
    record: complaintOf({ received: { receivedAt: '2026-03-13T15:00:00Z', severity: 'high', ...given }, ...more }),
    customer: { email: 'ada@customer.example', name: 'Ada' },
  });
  const opened: Case = { namespace: 'erp-lyon', subject: 'R-1', state: 'received', version: 0, confirm: 'fr' };

  test('is its owner, until they were told, somebody has it in hand, or it is more than a week old', () => {
    const told = (complaint: KnownComplaint, known?: Case) =>
      reasonsToTell(complaint, known, policyOf(), now).length > 0;
    expect(told(high())).toBe(true);
    expect(told(high(), opened)).toBe(true);
    expect(told(high(), { ...opened, ownerToldAt: '2026-03-13T15:01:00.000Z' })).toBe(false);
    expect(told(high(), { ...opened, state: 'acknowledged' })).toBe(false);
    expect(told(high({}, { handling: { state: 'acknowledged' } }))).toBe(false);
    expect(told(high({ receivedAt: '2026-03-07T15:00:00Z' }))).toBe(true);
    expect(told(high({ receivedAt: '2026-03-07T14:59:59Z' }))).toBe(false);
    expect(told(high({ receivedAt: '2026-03-06' }))).toBe(false);
  });

  test('is a confirmation, where one was asked for, once, to an address, of what is new', () => {
    const asked = (complaint: KnownComplaint, known?: Case) => confirmationOf(complaint, known, policyOf(), now);
    expect(asked(high(), opened)).toEqual({ language: 'fr', email: 'ada@customer.example' });
    expect(asked(high())).toBeUndefined();
    const { confirm: _, ...unasked } = opened;
    expect(asked(high(), unasked)).toBeUndefined();
    expect(asked(high(), { ...opened, confirmedAt: '2026-03-13T15:01:00.000Z' })).toBeUndefined();
    expect(asked({ ...high(), customer: {} }, opened)).toBeUndefined();
    expect(asked(high({ receivedAt: '2016-03-07' }), opened)).toBeUndefined();
  });

  test('goes to whom the policy names, else to the quality managers, else to top management', () => {
    const people = [
      Person.parse({ id: 'ceo', name: 'C', email: 'c@company.example', roles: ['top-management'] }),
      Person.parse({ id: 'olga', name: 'O', email: 'o@company.example', roles: ['quality-manager'] }),
      Person.parse({ id: 'piotr', name: 'P', email: 'p@company.example' }),
    ];
    const ids = (owner?: string, known = people) =>
      ownersOf(known, policyOf({ complaints: { ...(owner && { owner }) } })).map(({ id }) => id);
    expect([ids('piotr'), ids(), ids('gone'), ids(undefined, people.slice(0, 1)), ids(undefined, [])]).toEqual([
      ['piotr'],
      ['olga'],
      ['olga'],
      ['ceo'],
      [],
    ]);
  });
});

describe('a case', () => {
  const at = '2026-03-14T10:00:00.000Z';

  test('moves forwards only, and is acknowledged by whoever resolves it', () => {
    expect(moveCase({ state: 'received' }, 'resolved', at)).toEqual({
      kind: 'moved',
      standing: { state: 'resolved', acknowledgedAt: at, resolvedAt: at },
    });
    expect(moveCase({ state: 'resolved', resolvedAt: at }, 'acknowledged', at)).toEqual({ kind: 'there-already' });
    expect(moveCase({ state: 'closed', resolvedAt: at }, 'closed', at)).toEqual({ kind: 'there-already' });
    expect(moveCase({ state: 'acknowledged' }, 'closed', at)).toEqual({ kind: 'not-resolved' });
    expect(moveCase({ state: 'resolved', acknowledgedAt: 'a', resolvedAt: 'r' }, 'closed', at)).toEqual({
      kind: 'moved',
      standing: { state: 'closed', acknowledgedAt: 'a', resolvedAt: 'r', closedAt: at },
    });
  });

  test('stands where the further of record and case is, with the times of both', () => {
    const acknowledged: Standing = { state: 'acknowledged', acknowledgedAt: '2026-03-14T09:00:00Z' };
    const resolved: Standing = { state: 'resolved', resolvedAt: at };
    expect(standingOf(undefined, undefined)).toEqual({ state: 'received' });
    expect(standingOf(undefined, acknowledged)).toEqual(acknowledged);
    expect(standingOf({ state: 'resolved', resolvedAt: at }, acknowledged)).toEqual({ ...acknowledged, ...resolved });
    expect(standingOf({ ...acknowledged, state: 'acknowledged' }, resolved)).toEqual({ ...acknowledged, ...resolved });
  });

  test('never goes back, whatever moves are tried in whatever order', () => {
    const order = ['received', 'acknowledged', 'resolved', 'closed'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('acknowledged' as const, 'resolved' as const, 'closed' as const)),
        (moves) => {
          let standing: Standing = { state: 'received' };
          for (const move of moves) {
            const moved = moveCase(standing, move, at);
            if (moved.kind !== 'moved') continue;
            expect(order.indexOf(moved.standing.state)).toBeGreaterThan(order.indexOf(standing.state));
            standing = moved.standing;
          }
          if (standing.state !== 'received') expect(standing.acknowledgedAt).toBeDefined();
          if (['resolved', 'closed'].includes(standing.state)) expect(standing.resolvedAt).toBeDefined();
        },
      ),
    );
  });
});

test('a complaint falls due by its own time, else by the hours of the policy, nights and weekends left out where it says so', () => {
  const friday = { receivedAt: '2026-03-13T15:00:00Z' };
  const iso = (policy: ReturnType<typeof policyOf>, given: object = {}) => {
    const { acknowledgeBy, resolveBy } = dueInstants({ ...friday, ...given }, policy);
    return [acknowledgeBy, resolveBy].map((each) => new Date(each).toISOString());
  };
  expect(iso(policyOf())).toEqual(['2026-03-15T15:00:00.000Z', '2026-03-23T15:00:00.000Z']);
  const working = policyOf({
    timeZone: 'Europe/Berlin',
    businessHours: { from: '09:00', to: '17:00' },
    complaints: { acknowledgeHours: 2, resolveHours: 16, hours: 'business' },
  });
  // Friday 16:00 in Berlin: an hour is left of the day, the rest is on Monday.
  expect(iso(working)).toEqual(['2026-03-16T09:00:00.000Z', '2026-03-17T15:00:00.000Z']);
  expect(iso(working, { dueAt: '2026-03-14' })[1]).toBe('2026-03-14T22:59:59.999Z');
});
