/** Events that the product itself makes, out of forms and invitations, on the same queue as everybody else's. */
import type { HoshinEvent } from '../../events/event.ts';
import { recordTypeOf } from '../../events/record-types.ts';
import { digest } from '../runtime/digest.ts';
import { packIngestMessages } from '../store/ingest-message.ts';
import { judgeEvent } from './judge-event.ts';
import type { Sending, SendToQueue } from './send-to-queue.ts';

/**
 * Puts events of one source on the ingest queue; `sent` only if the queue has them all. They are judged like those of
 * any sender, and one that is refused is a fault of ours: it throws, naming the place but not the value.
 *
 * @param source who speaks, and the namespace that the records belong to
 * @param now milliseconds since 1970
 */
export const submitEvents = async (
  send: SendToQueue,
  source: { id: string; namespace: string },
  events: readonly HoshinEvent[],
  now: number,
): Promise<Sending> => {
  for (const event of events) {
    const by = { source: source.id, types: [recordTypeOf(event.type)], now, digest };
    const verdict = judgeEvent(event, JSON.stringify(event), by);
    if (!verdict.accepted)
      throw new Error(`an event of our own is not one: ${verdict.reject.path} ${verdict.reject.problem}`);
  }
  const head = {
    v: 1,
    source: source.id,
    namespace: source.namespace,
    receivedAt: new Date(now).toISOString(),
  } as const;
  return send(packIngestMessages({ ...head, events: [...events], rejects: [] }));
};
