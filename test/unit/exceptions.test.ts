/** Which records a person may want to open. */
import { describe, expect, test } from 'vitest';
import { exceptionsOf } from '../../shared/core/record/exceptions.ts';
import { complaintOf, deliveryOf, inspectionOf, policyOf, responseOf } from '../support/records.ts';

const policy = policyOf({});
const promise = { first: '2026-03-02' };
const delivered = (day: string) => ({ state: 'delivered' as const, deliveredAt: day });
const lines = { items: [{ id: '1', ordered: 2, delivered: 1 }] };
const answered = { answeredAt: '2026-03-02', survey: 's' };

describe('reasons', () => {
  test.each([
    ['a late delivery', deliveryOf({ promise, progress: delivered('2026-03-05') }), ['late']],
    ['one that came on the day', deliveryOf({ promise, progress: delivered('2026-03-02') }), []],
    ['one that is due and did not come', deliveryOf({ promise }), ['overdue']],
    ['one that came short', deliveryOf({ promise, progress: delivered('2026-03-02'), lines }), ['short']],
    [
      'one that came late and short',
      deliveryOf({ promise, progress: delivered('2026-03-03'), lines }),
      ['late', 'short'],
    ],
    ['one that was cancelled', deliveryOf({ promise: { ...promise, cancelled: true } }), []],
    ['one that was never promised', deliveryOf({ progress: delivered('2026-03-05') }), []],
    [
      'an inspection with rejects',
      inspectionOf({ inspectedAt: '2026-03-02', inspected: 9, rejected: 2 }),
      ['rejected'],
    ],
    ['one without', inspectionOf({ inspectedAt: '2026-03-02', inspected: 9, rejected: 0 }), []],
    ['a complaint that is open', complaintOf({ received: { receivedAt: '2026-03-02' } }), ['open']],
    [
      'one that is resolved',
      complaintOf({
        received: { receivedAt: '2026-03-02' },
        handling: { state: 'resolved', resolvedAt: '2026-03-03' },
      }),
      [],
    ],
    ['a detractor', responseOf({ ...answered, nps: 6 }), ['detractor']],
    ['a passive', responseOf({ ...answered, nps: 7 }), []],
    ['a dissatisfied answer', responseOf({ ...answered, csat: 2 }), ['detractor']],
    ['one that was dismissed', responseOf({ ...answered, nps: 0, dismissed: true }), []],
  ])('%s', (_, record, reasons) => {
    expect(exceptionsOf(record, policy).map(({ reason }) => reason)).toEqual(reasons);
  });
});

test('an exception says what a mail needs, and lists every slice', () => {
  const record = deliveryOf({ promise, progress: delivered('2026-03-05'), about: { carrier: 'DHL' } });
  expect(exceptionsOf(record, policyOf({ dimensions: { carrier: 'open' } }))).toMatchObject([
    {
      reason: 'late',
      day: '2026-03-02',
      promised: '2026-03-02',
      deliveredAt: '2026-03-05',
      lateDays: 3,
      slices: ['total', 'carrier=DHL'],
    },
  ]);
});

test('one that comes before its window opens is early, not late', () => {
  const strict = policyOf({ onTime: { early: { days: 1 } } });
  const record = deliveryOf({ promise, progress: delivered('2026-02-20') });
  expect(exceptionsOf(record, strict)).toMatchObject([{ reason: 'early', lateDays: -10 }]);
});
