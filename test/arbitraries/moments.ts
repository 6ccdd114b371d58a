/** Moments, time zones and dimension values as senders write them. */
import * as fc from 'fast-check';

/** The year that arbitrary records happen in. */
const from = Date.parse('2026-01-01T00:00:00Z');
const to = Date.parse('2026-12-31T23:59:59Z');

const offsets = ['Z', '+00:00', '-03:00', '+01:00', '+05:45', '+14:00', '-11:00'] as const;
const minutesOf = (offset: string): number => {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return offset.startsWith('-') ? -minutes : minutes;
};

/** An instant with an offset: `2026-03-14T09:30:00.5+01:00`. */
export const instant = fc
  .record({ at: fc.integer({ min: from, max: to }), offset: fc.constantFrom(...offsets), whole: fc.boolean() })
  .map(({ at, offset, whole }) => {
    const local = new Date(at + minutesOf(offset) * 60_000).toISOString();
    return (whole ? local.slice(0, 19) : local.slice(0, 23)) + offset;
  });

/** A calendar day of that year. */
const day = fc.integer({ min: 0, max: 364 }).map((n) => new Date(from + n * 86_400_000).toISOString().slice(0, 10));

/** A moment of the contract: an instant, or a date. */
export const moment = fc.oneof({ weight: 3, arbitrary: instant }, { weight: 1, arbitrary: day });

/** Zones that are hard: half hours, quarters, midnight changes, a zone that skipped a day. */
export const timeZone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
);

export const dimensions = {
  site: fc.constantFrom('Lyon', 'Graz'),
  carrier: fc.constantFrom('Alpine Freight', 'Nord', 'Other Ltd'),
  product: fc.constantFrom('pump', 'valve'),
  region: fc.constantFrom('north', 'south=west'),
};
