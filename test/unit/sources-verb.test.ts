/** What `hoshin sources` and `hoshin silences` say of each. */
import { expect, test } from 'vitest';
import { listStands } from '../../cli/verbs/silences.ts';
import { standingsOf } from '../../cli/verbs/sources.ts';
import { Source } from '../../shared/core/config/source.ts';
import { policyOf } from '../support/records.ts';

const now = Date.parse('2026-08-10T12:00:00Z');
const today = '2026-08-10';

test('a source is overdue, in time, or expected not to speak', () => {
  const sources = [
    Source.parse({ id: 'erp', types: ['delivery'], cadenceHours: 24 }),
    Source.parse({ id: 'carrier', types: ['delivery'], namespace: 'erp', cadenceHours: 24 }),
    Source.parse({ id: 'crm', types: ['complaint'], adapter: 'zendesk' }),
  ];
  const spoke = ['2026-08-09T11:00:00.000Z', '2026-08-01T11:00:00.000Z', undefined];
  const expected = sources.map(({ id, cadenceHours }, index) => {
    const lastSpoke = spoke[index];
    return { id, cadenceHours, expectedSince: 0, ...(lastSpoke && { lastSpoke }) };
  });
  const silences = [{ id: 'summer', sources: ['carrier'], from: '2026-08-01', until: '2026-08-16' }];
  expect(standingsOf({ sources, expected, silences, policy: policyOf(), today }, now)).toEqual([
    { id: 'erp', types: ['delivery'], namespace: 'erp', cadenceHours: 24, lastSpoke: spoke[0], overdue: true },
    {
      ...{
        id: 'carrier',
        types: ['delivery'],
        namespace: 'erp',
        cadenceHours: 24,
        lastSpoke: spoke[1],
        overdue: false,
      },
      silence: { id: 'summer', until: '2026-08-16' },
    },
    { id: 'crm', types: ['complaint'], namespace: 'crm', overdue: false, adapter: 'zendesk' },
  ]);
});

test('a silence runs from its first to its last day; running ones come first, as they were last approved', () => {
  const version = (id: string, from: string, until: string, number = 1) => ({
    ...{ id, version: number, author: 'olga', reason: 'works', effectiveFrom: '2026-01-01', createdAt: '' },
    value: { id, objectives: 'all' as const, from, until },
  });
  const versions = [
    version('past', '2026-08-01', '2026-08-09'),
    version('coming', '2026-08-11', '2026-08-12'),
    version('shortened', '2026-08-01', '2026-08-31'),
    version('shortened', '2026-08-01', '2026-08-08', 2),
    version('last-day', '2026-08-01', today),
    version('first-day', today, '2026-08-12'),
  ];
  expect(listStands(versions, today).map(({ id, stand }) => [id, stand])).toEqual([
    ['last-day', 'running'],
    ['first-day', 'running'],
    ['coming', 'coming'],
    ['past', 'past'],
    ['shortened', 'past'],
  ]);
});
