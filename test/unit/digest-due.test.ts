import { describe, expect, test } from 'vitest';
import { type DigestReader, digestsDue, digestTimes } from '../../shared/core/digest/due.ts';

const hourMs = 3_600_000;
const reader = (given: Partial<DigestReader> = {}): DigestReader => ({
  id: 'ceo',
  roles: ['top-management'],
  ...given,
});

/** When the digests of a span fall due, as UTC instants, with the period that each tells of. */
const dueIn = (from: string, to: string, given: Partial<DigestReader>, company = 'UTC') =>
  digestsDue([reader(given)], Date.parse(from) - 1, Date.parse(to), company).map(
    ({ due, period }) => `${new Date(due).toISOString().slice(0, 16)} ${period.id}`,
  );
const sundays = (hour: number, timeZone: string) => ({ timeZone, digest: { weekly: { day: 'sun' as const, hour } } });

describe('who gets a digest where nothing was chosen', () => {
  test.each([
    [['top-management'], { weekly: { day: 'mon', hour: 7 } }],
    [['quality-manager'], { weekly: { day: 'mon', hour: 7 } }],
    [['administrator'], {}],
    [[], {}],
  ] as const)('people with the roles %j: %j', (roles, times) => {
    expect(digestTimes({ roles: [...roles] })).toEqual(times);
  });

  test('what was chosen holds, whatever the roles: none is none, and others may have one', () => {
    expect(digestTimes({ roles: ['top-management'], digest: { weekly: false } })).toEqual({});
    const monthly = { day: 3, hour: 9 };
    expect(digestTimes({ roles: [], digest: { monthly } })).toEqual({ monthly });
  });
});

describe('around clock changes', () => {
  test('Berlin, last Sunday of March: 02:00 does not exist and comes at 03:00; the hours around it stay', () => {
    const on = (hour: number) => dueIn('2026-03-29T00:00Z', '2026-03-29T12:00Z', sundays(hour, 'Europe/Berlin'));
    expect(on(1)).toEqual(['2026-03-29T00:00 week-2026-W13']);
    expect(on(2)).toEqual(['2026-03-29T01:00 week-2026-W13']);
    expect(on(3)).toEqual(['2026-03-29T01:00 week-2026-W13']);
    expect(on(7)).toEqual(['2026-03-29T05:00 week-2026-W13']);
  });

  test('Berlin, last Sunday of October: 02:00 comes twice and is taken the first time', () => {
    const on = (hour: number) => dueIn('2026-10-25T00:00Z', '2026-10-25T12:00Z', sundays(hour, 'Europe/Berlin'));
    expect(on(2)).toEqual(['2026-10-25T00:00 week-2026-W43']);
    expect(on(3)).toEqual(['2026-10-25T02:00 week-2026-W43']);
  });

  test('Lord Howe moves by half an hour: 02:00 comes at 02:30 in October, and once in April', () => {
    const zone = 'Australia/Lord_Howe';
    // +10:30 until 2026-10-04T02:00, then +11.
    expect(dueIn('2026-10-03T12:00Z', '2026-10-03T23:00Z', sundays(2, zone))).toEqual([
      '2026-10-03T15:30 week-2026-W40',
    ]);
    // +11 until 2026-04-05T02:00, which is 01:30 again.
    expect(dueIn('2026-04-04T12:00Z', '2026-04-04T23:00Z', sundays(1, zone))).toEqual([
      '2026-04-04T14:00 week-2026-W14',
    ]);
    expect(dueIn('2026-04-04T12:00Z', '2026-04-04T23:00Z', sundays(2, zone))).toEqual([
      '2026-04-04T15:30 week-2026-W14',
    ]);
  });

  test('São Paulo has no clock change now: 07:00 is 10:00 UTC in every week', () => {
    const given = { timeZone: 'America/Sao_Paulo' };
    const year = dueIn('2026-01-01T00:00Z', '2026-12-31T00:00Z', given);
    expect(year).toHaveLength(52);
    expect(new Set(year.map((each) => each.slice(11, 16)))).toEqual(new Set(['10:00']));
  });

  test('São Paulo left out midnight until 2018: midnight of that Sunday comes at 01:00', () => {
    expect(dueIn('2018-11-03T12:00Z', '2018-11-05T00:00Z', sundays(0, 'America/Sao_Paulo'))).toEqual([
      '2018-11-04T03:00 week-2018-W44',
    ]);
  });

  test('Samoa left out a whole Friday: its digest comes with the first moment of Saturday', () => {
    const given = { timeZone: 'Pacific/Apia', digest: { weekly: { day: 'fri' as const, hour: 7 } } };
    expect(dueIn('2011-12-29T00:00Z', '2012-01-01T00:00Z', given)).toEqual(['2011-12-30T10:00 week-2011-W52']);
  });
});

describe('what a digest tells of', () => {
  test('a weekly one: the seven days before its day, known by the week of the last one', () => {
    const due = (day: 'mon' | 'fri', from: string, to: string) =>
      digestsDue([reader({ digest: { weekly: { day, hour: 7 } } })], Date.parse(from), Date.parse(to), 'UTC');
    expect(due('mon', '2026-11-23T06:00Z', '2026-11-23T08:00Z')).toMatchObject([
      { period: { id: 'week-2026-W47', from: '2026-11-16', to: '2026-11-22' } },
    ]);
    expect(due('fri', '2026-11-27T06:00Z', '2026-11-27T08:00Z')).toMatchObject([
      { period: { id: 'week-2026-W48', from: '2026-11-20', to: '2026-11-26' } },
    ]);
  });

  test('a monthly one: the calendar month before', () => {
    const digest = { weekly: false as const, monthly: { day: 3, hour: 6 } };
    expect(dueIn('2026-01-01T00:00Z', '2026-03-31T00:00Z', { digest })).toEqual([
      '2026-01-03T06:00 month-2025-12',
      '2026-02-03T06:00 month-2026-01',
      '2026-03-03T06:00 month-2026-02',
    ]);
  });

  test('days that are not over for the company are left out where the reader is ahead of it', () => {
    const [due] = digestsDue(
      [reader({ timeZone: 'Pacific/Auckland' })],
      Date.parse('2026-11-22T12:00Z'),
      Date.parse('2026-11-23T00:00Z'),
      'America/Sao_Paulo',
    );
    // Monday 07:00 in Auckland is Sunday 15:00 in São Paulo.
    expect(due).toMatchObject({
      due: Date.parse('2026-11-22T18:00Z'),
      period: { id: 'week-2026-W47', from: '2026-11-15', to: '2026-11-21' },
    });
  });

  test('a week belongs to the year of its Thursday', () => {
    expect(dueIn('2021-01-04T00:00Z', '2021-01-04T12:00Z', {})).toEqual(['2021-01-04T07:00 week-2020-W53']);
  });
});

test('the company’s zone counts for people who have none of their own', () => {
  expect(dueIn('2026-11-23T00:00Z', '2026-11-23T23:00Z', {}, 'Asia/Tokyo')).toEqual([]);
  expect(dueIn('2026-11-22T12:00Z', '2026-11-22T23:00Z', {}, 'Asia/Tokyo')).toEqual(['2026-11-22T22:00 week-2026-W47']);
});

test('nothing is owed from before a person was configured', () => {
  const seven = Date.parse('2026-11-23T07:00Z');
  const since = (ms: number) => digestsDue([reader({ since: ms })], seven - 5 * hourMs, seven + 5 * hourMs, 'UTC');
  expect(since(seven + 1)).toEqual([]);
  expect(since(seven - 1)).toHaveLength(1);
});

test('the end of a span belongs to it, its beginning to the span before', () => {
  const seven = Date.parse('2026-11-23T07:00Z');
  expect(digestsDue([reader()], seven - hourMs, seven, 'UTC')).toHaveLength(1);
  expect(digestsDue([reader()], seven, seven + hourMs, 'UTC')).toHaveLength(0);
});
