import { describe, expect, it } from 'vitest';
import { nextStep, waitMs } from '../../shared/mail/next-step.ts';

const now = '2026-03-14T09:30:00.000Z';
const before = '2026-03-14T09:29:59.999Z';
const after = '2026-03-14T09:30:00.001Z';

describe('what the outbox does with a notice', () => {
  it.each([
    ['a new one is sent', { state: 'pending' }, 'send'],
    ['one that SES asked to wait for waits', { state: 'pending', notBefore: after }, 'wait'],
    ['one that has waited is sent', { state: 'pending', notBefore: before }, 'send'],
    ['one that is being handed over is left alone', { state: 'ambiguous', leaseUntil: after, lostReplies: 1 }, 'wait'],
    ['one without a reply is sent again', { state: 'ambiguous', leaseUntil: before, lostReplies: 1 }, 'send'],
    [
      'one that SES recorded is settled, not sent again',
      { state: 'ambiguous', leaseUntil: before, lostReplies: 1, sesSendAt: before },
      'settle',
    ],
    ['one that was never answered is given up', { state: 'ambiguous', leaseUntil: before, lostReplies: 5 }, 'give-up'],
    ['a sent one is done', { state: 'sent' }, 'done'],
    ['a failed one is done', { state: 'failed' }, 'done'],
    ['a skipped one is done', { state: 'skipped' }, 'done'],
  ] as const)('%s', (_, notice, step) => {
    expect(nextStep(notice, now).step).toBe(step);
  });

  it('waits half a minute at first, twice as long each time, and half an hour at most', () => {
    expect([1, 2, 3, 20].map(waitMs)).toEqual([30_000, 60_000, 120_000, 1_800_000]);
  });
});
