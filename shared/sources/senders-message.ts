/** Reads a message of the senders' queue: which source speaks, whether its sender may, and what each event is worth. */
import type { Digest } from '../core/record/order.ts';
import type { IngestMessage } from '../store/ingest-message.ts';
import { type Found, openEnvelopes } from './envelopes.ts';
import { judgeEvent, rejectEvent, type Verdict } from './judge-event.ts';
import type { FindAccess, SourceAccess } from './source-access.ts';

/** The source and the namespace of rejects that name no source of ours. */
const unknownSource = 'unknown';

/** What reading needs besides the message. `now` is when it was sent, in milliseconds since 1970 (SentTimestamp). */
export interface Reading {
  findAccess: FindAccess;
  now: number;
  digest: Digest;
}

/** A role's id stands for all of its sessions: `AROA…` for `AROA…:session`. */
const speaksFor = (senderId: string, access: SourceAccess): boolean =>
  access.senderIds.some((allowed) => senderId === allowed || senderId.startsWith(`${allowed}:`));

const sourceOf = (found: Found): string | undefined => {
  const value = 'value' in found ? found.value : undefined;
  const source = typeof value === 'object' && value !== null && 'source' in value ? value.source : undefined;
  return typeof source === 'string' && source !== '' ? source : undefined;
};

/**
 * The body of a message of the senders' queue as ingest messages, one for each source that it speaks for.
 * A sender that may not speak for a source, an unknown source and a text that isn't JSON become rejects: all of them
 * under the source `unknown`, since anyone who may write to the queue can claim a name.
 * @param senderId The message's SenderId attribute, which SQS sets and nobody can forge.
 * @throws if the access of a source can't be looked up: the message is then to be read again later.
 */
export const readSendersMessage = async (
  body: string,
  senderId: string,
  { findAccess, now, digest }: Reading,
): Promise<IngestMessage[]> => {
  const accesses = new Map<string, SourceAccess | undefined>();
  const messages = new Map<string, IngestMessage>();
  const put = (source: string, namespace: string, verdict: Verdict) => {
    const receivedAt = new Date(now).toISOString();
    const message = messages.get(source) ?? { v: 1, source, namespace, receivedAt, events: [], rejects: [] };
    messages.set(source, message);
    if (verdict.accepted) message.events.push(verdict.event);
    else message.rejects.push(verdict.reject);
  };
  const refuse = (found: Found, path: string[], problem: string) => {
    const value = 'value' in found ? found.value : undefined;
    const verdict = rejectEvent(found.text, value, { path, problem }, digest);
    // Once the sender is allowed to speak for the source, it can be judged again.
    if (!verdict.accepted) verdict.reject.origin = { kind: 'queue', senderId };
    put(unknownSource, unknownSource, verdict);
  };

  for (const found of openEnvelopes(body)) {
    if ('fault' in found) {
      refuse(found, [], found.fault);
      continue;
    }
    const source = sourceOf(found);
    if (source === undefined) {
      refuse(found, ['source'], 'is required: it says which source speaks');
      continue;
    }
    if (!accesses.has(source)) {
      accesses.set(source, await findAccess(source, (access) => speaksFor(senderId, access)));
    }
    const access = accesses.get(source);
    if (!access) {
      refuse(found, ['source'], `sender ${senderId} may not speak for source ${source.slice(0, 64)}`);
      continue;
    }
    put(source, access.namespace, judgeEvent(found.value, found.text, { source, types: access.types, now, digest }));
  }
  return [...messages.values()];
};
