import { expect, test } from 'vitest';
import { changesShown, contributionsShown, examplesShown } from '../../shared/core/privacy/few.ts';
import { alertText } from '../../shared/mail/alert/alert-text.ts';
import { alertView } from '../../shared/mail/alert/alert-view.ts';
import { evidenceDetails } from '../../shared/pages/evidence.ts';
import { missedEvidence } from '../support/evidence.ts';

const slice = (name: string, n: number, misses: number, value: number | null = 0.5) => ({
  ...{ slice: `site=${name}`, value, n, misses, shareOfMisses: 0.25 },
});

test('slices of four are left out, those of five stand', () => {
  const { shown, few } = contributionsShown([slice('Lyon', 5, 1), slice('Graz', 4, 4), slice('Pau', 0, 0)]);
  expect(shown.map((each) => each.slice)).toEqual(['site=Lyon']);
  expect(few).toBe(2);
});

test('a slice whose n nobody knows has at least its misses', () => {
  const { shown, few } = contributionsShown([slice('Lyon', 0, 5, null), slice('Graz', 0, 4, null)]);
  expect([shown.map((each) => each.slice), few]).toEqual([['site=Lyon'], 1]);
});

test('a change is told only where both of its ends are of five or more', () => {
  const change = (n: number, nBefore?: number, before: number | null = 0.9) => ({
    ...{ slice: `n=${n}`, before, after: 0.5, n, share: 1 },
    ...(nBefore !== undefined && { nBefore }),
  });
  expect(changesShown([change(5, 5), change(5), change(5, 0, null)]).few).toBe(0);
  expect(changesShown([change(4, 50), change(50, 4)])).toEqual({ shown: [], few: 2 });
});

test('of few answers none is an example; of few deliveries they are', () => {
  const example = (type: 'response' | 'delivery') => ({
    ...{ type, namespace: 'erp', subject: 'R-1', reason: 'detractor', day: '2026-03-14', detail: 'NPS 2' },
  });
  const both = [example('response'), example('delivery')];
  expect(examplesShown(both, { n: 5 })).toEqual(both);
  expect(examplesShown(both, { n: 4 })).toEqual([example('delivery')]);
});

test('neither a mail nor a page names a slice of fewer than five: it says that there are some', () => {
  const evidence = {
    ...missedEvidence(),
    contributions: [slice('Lyon', 40, 8), slice('Graz', 4, 3), slice('Pau', 2, 2)],
  };
  const view = alertView(evidence);
  for (const said of [alertText(view, '', ''), evidenceDetails(view).text]) {
    expect(said).toContain('Lyon');
    expect(said).not.toMatch(/Graz|Pau/);
    expect(said.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toMatch(/2 others \(?fewer than 5/);
  }
});
