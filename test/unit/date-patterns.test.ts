import { describe, expect, test } from 'vitest';
import { compilePattern, patternProblem } from '../../shared/core/import/date-patterns.ts';

const read = (pattern: string, text: string) => compilePattern(pattern)(text);
const wall = (day: string, hour: number, minute = 0, seconds = 0, millis = 0) => ({
  kind: 'wall',
  day,
  minutes: hour * 60 + minute,
  seconds,
  millis,
});

describe('a date pattern', () => {
  test.each([
    ['yyyy-MM-dd', '2026-03-14', { kind: 'day', day: '2026-03-14' }],
    ['dd/MM/yyyy', '14/03/2026', { kind: 'day', day: '2026-03-14' }],
    ['d.M.yy', '4.3.26', { kind: 'day', day: '2026-03-04' }],
    ['d.M.yy', '4.3.99', { kind: 'day', day: '1999-03-04' }],
    ['d MMM yyyy', '14 mar 2026', { kind: 'day', day: '2026-03-14' }],
    ['yyyyMMdd', '20260314', { kind: 'day', day: '2026-03-14' }],
    ['ddMMyyyy', '1032026', { kind: 'day', day: '2026-03-01' }],
    ['yyyy-MM-dd HH:mm:ss', '2026-03-14 09:30:15', wall('2026-03-14', 9, 30, 15)],
    ["yyyy-MM-dd'T'HH:mm:ss.SSS", '2026-03-14T09:30:15.25', wall('2026-03-14', 9, 30, 15, 250)],
    ['MM/dd/yyyy hh:mm:ss a', '03/14/2026 12:05:00 AM', wall('2026-03-14', 0, 5)],
    ['MM/dd/yyyy hh:mm:ss a', '03/14/2026 12:05:00 PM', wall('2026-03-14', 12, 5)],
    ['dd/MM/yyyy HH:mm', '14/03/2026 24:00', wall('2026-03-14', 24)],
    ['HHmm', '840', { kind: 'time', minutes: 520, seconds: 0, millis: 0 }],
    ['HHmm', '5', { kind: 'time', minutes: 5, seconds: 0, millis: 0 }],
    ['yyyy-MM-dd HH:mm XXX', '2026-03-14 09:30 +01:00', { kind: 'instant', at: Date.parse('2026-03-14T08:30Z') }],
    ['iso', '2026-03-14T09:30:00Z', { kind: 'instant', at: Date.parse('2026-03-14T09:30Z') }],
    ['iso', '2026-03-14T09:30:00-0300', { kind: 'instant', at: Date.parse('2026-03-14T12:30Z') }],
    ['iso', '2026-03-14 09:30', wall('2026-03-14', 9, 30)],
    ['iso', '2026-03-14', { kind: 'day', day: '2026-03-14' }],
    ['epoch-seconds', '1773480600', { kind: 'instant', at: 1_773_480_600_000 }],
    ['epoch-milliseconds', '1773480600123', { kind: 'instant', at: 1_773_480_600_123 }],
  ])('%s reads %s', (pattern, text, expected) => {
    expect(read(pattern, text)).toEqual(expected);
  });

  test.each([
    ['dd/MM/yyyy', '31/02/2026'],
    ['dd/MM/yyyy', '3/14/2026'],
    ['dd/MM/yyyy', '14/03/2026 '],
    ['yyyy-MM-dd HH:mm', '2026-03-14 24:01'],
    ['yyyy-MM-dd HH:mm', '2026-03-14 09:60'],
    ['hh:mm a', '13:00 PM'],
    ['HHmm', '2460'],
    ['iso', '2026-13-01'],
    ['iso', '2026-02-30T09:00:00Z'],
    ['iso', 'tomorrow'],
    ['epoch-seconds', '12:00'],
  ])('%s does not read %s', (pattern, text) => {
    expect(read(pattern, text)).toBeUndefined();
  });

  test.each([
    ['YYYY-MM-DD', /is not a date pattern/],
    ['yyyy', /needs year, month and day together/],
    ['hh:mm', /needs h and a together/],
    ['dd.MM.dd', /names d twice/],
    ['somewhen', /is not a date pattern/],
  ])('%s is refused when the map is read', (pattern, problem) => {
    expect(patternProblem(pattern)).toMatch(problem);
  });
});
