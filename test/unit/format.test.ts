import { describe, expect, it } from 'vitest';
import {
  axisLabel,
  decimalsApart,
  formatDifference,
  formatInstant,
  formatInterval,
  formatMoment,
  formatPeriod,
  formatTarget,
  formatValue,
} from '../../shared/core/text/format.ts';

describe('values as people read them', () => {
  it('says a value in its unit, and that there is none', () => {
    expect(formatValue('share', 265 / 333)).toBe('79.6 %');
    expect(formatValue('ppm', 60_000)).toBe('60,000 ppm');
    expect(formatValue('nps', -12.34)).toBe('−12.3');
    expect(formatValue('nps', -0.01)).toBe('0.0');
    expect(formatValue('share', null)).toBe('no data');
  });

  it('gives a target no more decimals than it has', () => {
    expect(formatTarget('share', 0.9)).toBe('90 %');
    expect(formatTarget('share', 0.9995)).toBe('99.95 %');
    expect(formatTarget('points', 4.2)).toBe('4.2');
  });

  it('never shows a missed target as reached', () => {
    const value = 0.89996;
    const decimals = decimalsApart('share', value, 0.9);
    expect(formatValue('share', value, decimals)).toBe('89.996 %');
    expect(formatDifference('share', value - 0.9, decimals)).toBe('0.004 points');
  });

  it('says what an interval without a bound is', () => {
    expect(formatInterval('share', [0.7494, 0.8359])).toBe('74.9 – 83.6 %');
    expect(formatInterval('hours', [null, 12])).toBe('at most 12.0 h');
    expect(formatInterval('hours', [3, Number.POSITIVE_INFINITY])).toBe('at least 3.0 h');
    expect(formatInterval('hours', null)).toBe('not known');
  });
});

describe('periods', () => {
  it.each([
    ['month', '2018-03-01', '2018-03-31', 'March 2018', 'Mar'],
    ['month', '2018-04-01', '2018-04-09', '1–9 April 2018', 'Apr'],
    ['quarter', '2018-04-01', '2018-06-30', 'Q2 2018', 'Q2'],
    ['week', '2020-12-28', '2021-01-03', 'week 53, 2020', 'W53'],
    ['week', '2021-01-04', '2021-01-10', 'week 1, 2021', 'W1'],
    ['day', '2018-03-05', '2018-03-05', '5 March 2018', '5 Mar'],
    ['year', '2018-01-01', '2018-12-31', '2018', '2018'],
  ] as const)('a %s from %s to %s', (window, from, to, words, label) => {
    expect(formatPeriod(window, from, to)).toBe(words);
    expect(axisLabel(window, from, to).name).toBe(label);
  });

  it('names a rolling window by its end', () => {
    expect(formatPeriod({ days: 28 }, '2018-03-04', '2018-03-31')).toBe('the 28 days to 31 March 2018');
  });

  it('says instants in the zone that is given', () => {
    expect(formatInstant('2018-03-31T22:30:00Z', 'Europe/Paris')).toBe('1 April 2018, 00:30');
    expect(formatMoment('2018-03-31T22:30:00Z', 'America/Sao_Paulo')).toBe('31 Mar 2018 19:30');
    expect(formatMoment('2018-03-31', 'America/Sao_Paulo')).toBe('31 Mar 2018');
  });
});
