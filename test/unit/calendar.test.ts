/** Days and instants of the contract in a company's zone. */
import { describe, expect, test } from 'vitest';
import {
  dayAt,
  dayOfMoment,
  instantAt,
  instantOfMoment,
  isTimeZone,
  startOfMoment,
} from '../../shared/core/time/calendar.ts';

const iso = (at: number) => new Date(at).toISOString();

test('a zone is one that the runtime knows', () => {
  expect(isTimeZone('America/Sao_Paulo')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});

test('an instant counts on the day of the company, not of the sender', () => {
  expect(dayOfMoment('2026-03-14T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-15');
  expect(dayOfMoment('2026-03-15T08:00:00+14:00', 'Europe/Berlin')).toBe('2026-03-14');
  expect(dayOfMoment('2026-03-14', 'Pacific/Apia')).toBe('2026-03-14');
});

test('the millisecond before midnight is still the day', () => {
  const midnight = Date.parse('2026-03-15T00:00:00+01:00');
  expect(dayAt(midnight - 1, 'Europe/Berlin')).toBe('2026-03-14');
  expect(dayAt(midnight, 'Europe/Berlin')).toBe('2026-03-15');
});

describe('a date', () => {
  test('stands for its day from the first to the last millisecond', () => {
    expect(iso(startOfMoment('2026-03-14', 'Europe/Berlin'))).toBe('2026-03-13T23:00:00.000Z');
    expect(iso(instantOfMoment('2026-03-14', 'Europe/Berlin'))).toBe('2026-03-14T22:59:59.999Z');
  });

  test('has 23 hours where the clock goes forward and 25 where it goes back', () => {
    const hours = (day: string, zone: string) =>
      (instantOfMoment(day, zone) + 1 - startOfMoment(day, zone)) / 3_600_000;
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
  });

  test('begins late where the clock change skips midnight', () => {
    expect(iso(startOfMoment('2018-11-04', 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z');
    expect(iso(instantOfMoment('2018-11-03', 'America/Sao_Paulo'))).toBe('2018-11-04T02:59:59.999Z');
  });
});

test('a time that a clock change skips moves forward, one that it repeats is the first', () => {
  expect(iso(instantAt('2026-03-29T02:30:00', 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
  expect(iso(instantAt('2026-10-25T02:30:00', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
});

test('300,000 days a second can be told, as the fold needs', () => {
  const calls = 30_000;
  const callsPerSecond = () => {
    const begin = performance.now();
    for (let i = 0; i < calls; i++) dayAt(1_767_225_600_000 + i * 1_000_000, 'Europe/Berlin');
    return calls / ((performance.now() - begin) / 1000);
  };
  // The best of a few: other work on the machine slows any one of them.
  expect(Math.max(...Array.from({ length: 5 }, callsPerSecond))).toBeGreaterThan(300_000);
});
