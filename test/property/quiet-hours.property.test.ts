/** Quiet hours against the wall clock itself, around clock changes and in zones off the full hour. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { awakeFrom } from '../../shared/core/survey/quiet-hours.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';

const zones = [
  ...['Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Pacific/Chatham'],
  // Half an hour of daylight saving; a change at midnight; a day that never was; a zone that moved by half an hour.
  ...['Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Apia', 'Asia/Pyongyang', 'America/St_Johns', 'UTC'],
];
const hourMs = 3_600_000;

/** What a clock on the wall shows, asked of the zone data directly: minutes since midnight. */
const clocks = new Map(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short', hourCycle: 'h23' }),
  ]),
);
const shown = (at: number, zone: string): number => {
  const text = clocks.get(zone)?.format(at) ?? '';
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
};
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const isQuiet = (at: number, from: string, until: string, zone: string): boolean => {
  const time = shown(at, zone);
  const [begin, end] = [minutesOf(from), minutesOf(until)];
  return begin <= end ? time >= begin && time < end : time >= begin || time < end;
};

const clock = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarters) =>
      `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`,
  );
/** Changes of 2011 to 2027 are among them, and the hours around them are hit as often as any. */
const changes = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-03-08T07:00Z',
  '2026-11-01T06:00Z',
  '2026-04-04T15:00Z',
]
  .concat(['2026-10-03T15:30Z', '2011-12-30T10:00Z', '2018-05-04T15:00Z', '2026-04-23T22:00Z', '2026-10-29T21:00Z'])
  .map((instant) => Date.parse(instant));
const instant = fc.oneof(
  fc.integer({ min: Date.parse('2011-01-01'), max: Date.parse('2027-12-31') }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * hourMs, max: 30 * hourMs }))
    .map(([at, off]) => at + off),
);

it('never sends at a quiet hour of the customer’s wall clock, nor later than it has to', () => {
  assertHolds(
    fc.property(instant, clock, clock, fc.constantFrom(...zones), (at, from, until, zone) => {
      const sent = awakeFrom(at, { from, until }, zone);
      expect(isQuiet(sent, from, until, zone)).toBe(false);
      if (!isQuiet(at, from, until, zone)) {
        expect(sent).toBe(at);
        return;
      }
      expect(sent).toBeGreaterThan(at);
      expect(sent - at).toBeLessThanOrEqual(25 * hourMs);
      // At its first moment: the one before was quiet still.
      expect(isQuiet(sent - 1, from, until, zone)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

it.each([
  ['waits for the morning', '2026-11-20T22:10:00Z', 'Europe/Berlin', '2026-11-21T07:00:00Z'],
  ['knows no quiet at noon', '2026-11-20T12:00:00Z', 'Europe/Berlin', '2026-11-20T12:00:00Z'],
  ['ends half an hour off elsewhere', '2026-11-20T20:00:00Z', 'Asia/Kolkata', '2026-11-21T02:30:00Z'],
  [
    'is an hour shorter in the night when clocks go forward',
    '2026-03-28T22:00:00Z',
    'Europe/Berlin',
    '2026-03-29T06:00:00Z',
  ],
  ['is an hour longer in the night when they go back', '2026-10-24T22:00:00Z', 'Europe/Berlin', '2026-10-25T07:00:00Z'],
])('%s', (_, at, zone, sent) => {
  expect(new Date(awakeFrom(Date.parse(at), { from: '20:00', until: '08:00' }, zone)).toISOString()).toBe(
    sent.replace('Z', '.000Z'),
  );
});
