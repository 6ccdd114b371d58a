/** What the outbox does with a notice now. Pure. */
import type { Notice } from '../core/notice/notice.ts';

export type NextStep =
  | { step: 'send' }
  /** SES recorded that it was sent: nothing else is needed. */
  | { step: 'settle' }
  | { step: 'give-up'; problem: string }
  /** Another one has it, or SES asked to wait. */
  | { step: 'wait' }
  | { step: 'done' };

/** How long SES's Send event may take before a mail without a reply is sent again. */
export const leaseMs = 15 * 60_000;
/** So many hand-overs in a row without a reply, and a person must look. */
const mostLostReplies = 5;

export const nextStep = (
  notice: Pick<Notice, 'state' | 'leaseUntil' | 'notBefore' | 'sesSendAt' | 'lostReplies'>,
  now: string,
): NextStep => {
  if (notice.state !== 'pending' && notice.state !== 'ambiguous') return { step: 'done' };
  if (notice.sesSendAt !== undefined) return { step: 'settle' };
  if ((notice.leaseUntil ?? '') > now || (notice.notBefore ?? '') > now) return { step: 'wait' };
  if ((notice.lostReplies ?? 0) >= mostLostReplies)
    return { step: 'give-up', problem: `no reply from SES ${mostLostReplies} times in a row` };
  return { step: 'send' };
};

/** When SES is asked again after it asked to wait: half a minute, doubling up to half an hour. */
export const waitMs = (attempts: number): number => Math.min(30 * 60_000, 30_000 * 2 ** Math.min(10, attempts - 1));
