/** Feeds events through the webhook, signed, source by source in the order of their times, with several posts in flight. */
import { setTimeout as delay } from 'node:timers/promises';
import type { HoshinEvent } from '../../events/event.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import type { Connection } from '../connect.ts';
import { Failure } from '../failure.ts';
import { postBatch } from '../import/post-batch.ts';
import { findSecret } from '../source-secret.ts';

const eventsInPost = 500;
const postsInFlight = 3;

const chunk = <T>(values: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size));

/**
 * Posts events, each signed with its source's secret. Posting them again changes nothing.
 * @param told called with the number of events accepted so far
 */
export const feedEvents = async (
  connection: Connection,
  events: readonly HoshinEvent[],
  run: string,
  signal: AbortSignal,
  told: (accepted: number) => void,
): Promise<void> => {
  const limit = limitConcurrency(postsInFlight);
  let accepted = 0;
  const post = async (source: string, secret: string, batch: readonly HoshinEvent[]) => {
    signal.throwIfAborted();
    const webhook = {
      ...{ url: `${connection.stack.ingestUrl}${source}`, secret, fetch, now: Date.now },
      wait: (ms: number) => delay(ms, undefined, { signal }),
    };
    const body = Buffer.from(JSON.stringify(batch.map((event) => ({ ...event, run }))));
    const id = `${run}-${source}-${batch[0]?.id}`.replaceAll(/[^A-Za-z0-9_-]/g, '_');
    const verdicts = await postBatch(webhook, id, body, signal);
    const [refused] = verdicts.results.filter(({ status }) => status === 'rejected');
    if (refused) throw new Failure(`An event of ${source} was rejected: ${JSON.stringify(refused)}`);
    accepted += verdicts.accepted;
    told(accepted);
  };
  const bySource = Map.groupBy(events, ({ source }) => source);
  const posts: Promise<void>[] = [];
  for (const [source, own] of bySource) {
    const [first] = own;
    const secret = await findSecret(connection, source, first?.type.split('.')[1] as 'delivery');
    for (const batch of chunk(own, eventsInPost)) posts.push(limit(() => post(source, secret, batch)));
  }
  await Promise.all(posts);
};
