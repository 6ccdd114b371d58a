/** Which planned shutdown covers what, and what feeds an objective. */
import { describe, expect, test } from 'vitest';
import { Source } from '../../shared/core/config/source.ts';
import { sourcesThatFeed } from '../../shared/core/silence/feeds.ts';
import type { Silence } from '../../shared/core/silence/silence.ts';
import { silenceOf, silenceOfSource } from '../../shared/core/silence/silenced.ts';

const silence = (id: string, given: Partial<Silence>): Silence => ({
  id,
  from: '2026-08-03',
  until: '2026-08-16',
  ...given,
});
const erp = Source.parse({ id: 'erp', types: ['delivery'] });
const carrier = Source.parse({ id: 'carrier', types: ['delivery'], namespace: 'erp' });
const graz = Source.parse({ id: 'erp-graz', types: ['delivery', 'inspection'] });
const onTime = { id: 'on-time' };

describe('a silence', () => {
  test('covers what it names from its first to its last day', () => {
    const silences = [silence('summer', { objectives: ['on-time'] })];
    const on = (day: string, id = 'on-time') => silenceOf({ id }, [erp], silences, day)?.id;
    expect(on('2026-08-02')).toBeUndefined();
    expect(on('2026-08-03')).toBe('summer');
    expect(on('2026-08-16')).toBe('summer');
    expect(on('2026-08-17')).toBeUndefined();
    expect(on('2026-08-10', 'conformity')).toBeUndefined();
  });

  test('of everything covers every objective, and no source', () => {
    const silences = [silence('summer', { objectives: 'all' })];
    expect(silenceOf(onTime, [], silences, '2026-08-10')?.id).toBe('summer');
    expect(silenceOfSource(erp, silences, '2026-08-10')).toBeUndefined();
  });

  test('of sources covers an objective only if all that feed it are named', () => {
    const silences = [silence('summer', { sources: ['erp', 'carrier'] })];
    expect(silenceOf(onTime, [erp, carrier], silences, '2026-08-10')?.id).toBe('summer');
    expect(silenceOf(onTime, [erp, carrier, graz], silences, '2026-08-10')).toBeUndefined();
    expect(silenceOf(onTime, [], silences, '2026-08-10')).toBeUndefined();
  });

  test('of several the one that covers longest is told: together they cover until the first of them ends', () => {
    const named = [
      silence('short', { objectives: 'all', until: '2026-08-10' }),
      silence('long', { objectives: 'all' }),
    ];
    expect(silenceOf(onTime, [erp], named, '2026-08-10')?.id).toBe('long');
    expect(silenceOf(onTime, [erp], named.toReversed(), '2026-08-10')?.id).toBe('long');
    const sources = [
      silence('of-erp', { sources: ['erp'] }),
      silence('of-graz', { sources: ['erp-graz'], until: '2026-08-10' }),
    ];
    expect(silenceOf(onTime, [erp, graz], sources, '2026-08-10')?.id).toBe('of-graz');
    expect(silenceOf(onTime, [erp, graz], sources, '2026-08-11')).toBeUndefined();
  });
});

describe('what feeds an objective', () => {
  const ids = (slice: object, types: Source['types']) =>
    sourcesThatFeed({ slice }, types, [erp, carrier, graz]).map(({ id }) => id);

  test('are the sources that send what its KPI counts', () => {
    expect(ids({}, ['delivery'])).toEqual(['erp', 'carrier', 'erp-graz']);
    expect(ids({ site: 'Graz' }, ['inspection'])).toEqual(['erp-graz']);
    expect(ids({}, ['response'])).toEqual([]);
  });

  test('are, of a slice by source, those that write into it', () => {
    expect(ids({ source: 'erp' }, ['delivery'])).toEqual(['erp', 'carrier']);
    expect(ids({ source: 'carrier' }, ['delivery'])).toEqual([]);
  });
});
