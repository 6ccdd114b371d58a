/**
 * What fell due: each invitation is judged anew and moved on. The entry by which it fell due goes last: wherever a run
 * ends, the next one finds it, and what was done already changes nothing the second time.
 */
import type { HoshinEvent } from '../../events/event.ts';
import { ownSources } from '../../shared/core/record/own-sources.ts';
import { type InvitationDecision, skipped } from '../../shared/core/survey/decide-invitation.ts';
import type { Invitation, SkipReason } from '../../shared/core/survey/invitation.ts';
import { invitedEvent, withdrawnEvent } from '../../shared/core/survey/invitation-event.ts';
import type { SendToQueue } from '../../shared/sources/send-to-queue.ts';
import { submitEvents } from '../../shared/sources/submit-events.ts';
import { type DueEntry, readInvitation, removeDue } from '../../shared/store/invitations.ts';
import { askCustomer, remindCustomer, writeDecided } from './ask-customer.ts';
import type { Rules } from './invite.ts';
import { type Judging, judgeDue } from './judge-due.ts';

export interface Settling extends Judging {
  /** Onto the ingest queue. */
  send: SendToQueue;
}

/** What came of an entry. Ids only: it is logged. */
export interface Settled {
  invitation: string;
  outcome:
    | InvitationDecision['do']
    /** It had been seen to. */
    | 'nothing'
    /** Something changed at the same moment: the next run looks again. */
    | 'again';
  reason?: SkipReason;
}

const submit = async ({ send }: Settling, event: HoshinEvent, now: number): Promise<void> => {
  const sending = await submitEvents(send, { id: ownSources.surveys, namespace: ownSources.surveys }, [event], now);
  if (!sending.sent) throw new Error(`the queue did not take an event: ${sending.fault}`);
};

type Moved = Omit<Settled, 'invitation'>;
const again: Moved = { outcome: 'again' };

/** Carries a decision out. Counted are those who were asked: the queue hears of them before the entry goes. */
const carryOut = async (
  settling: Settling,
  { policy }: Rules,
  decision: InvitationDecision,
  { before, now }: { before: Invitation; now: number },
): Promise<Moved> => {
  const { board } = settling;
  const { invitation } = decision;
  switch (decision.do) {
    case 'ask': {
      const asking = await askCustomer(board, invitation, decision.limits, { zone: policy.timeZone, now });
      if (asking.outcome === 'lost') return again;
      if (asking.outcome === 'refused') {
        const { reason } = asking;
        return (await writeDecided(board, skipped(before, reason))) ? { outcome: 'skip', reason } : again;
      }
      await submit(settling, invitedEvent(asking.invitation), now);
      return { outcome: 'ask' };
    }
    case 'remind':
      return (await remindCustomer(board, invitation, now)) ? { outcome: 'remind' } : again;
    case 'withdraw':
      // First out of the counts: once the invitation says so, nobody comes back to it.
      await submit(settling, withdrawnEvent(before, new Date(now).toISOString()), now);
      break;
    case 'skip':
    case 'wait':
    case 'rest':
      break;
  }
  if (!(await writeDecided(board, invitation))) return again;
  return { outcome: decision.do, ...(invitation.reason !== undefined && { reason: invitation.reason }) };
};

/** An entry, its invitation as it was read, and what is to be done. */
export interface Look {
  entry: DueEntry;
  before: Invitation | undefined;
  decision: InvitationDecision | undefined;
}

/** Reads and judges; changes nothing. */
export const lookAt = async (settling: Settling, rules: Rules, entry: DueEntry, now: number): Promise<Look> => {
  const before = await readInvitation(settling.board, entry.invitation);
  return { entry, before, decision: before && (await judgeDue(settling, rules, before, now)) };
};

/** Does what one entry asks for, and takes it away. Throws on faults: the entry stays for the next run. */
export const settleDue = async (
  settling: Settling,
  rules: Rules,
  { entry, before, decision }: Look,
  now: number,
): Promise<Settled> => {
  const own = before?.dueAt === entry.dueAt;
  // Left by a run that asked and ended there: whether the queue has heard of it, nobody knows.
  if (before?.state === 'invited' && !own) await submit(settling, invitedEvent(before), now);
  // An entry that is not its own tells that its mail did not arrive, or nothing.
  const meant = before && decision && (own || decision.do === 'withdraw');
  const moved = meant ? await carryOut(settling, rules, decision, { before, now }) : { outcome: 'nothing' as const };
  if (moved.outcome !== 'again') await removeDue(settling.board, entry);
  return { invitation: entry.invitation, ...moved };
};
