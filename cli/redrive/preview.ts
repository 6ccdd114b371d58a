/** What lies in a dead-letter queue: how much, since when, of what kind, from whom. Nothing is changed. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import { type DeadLetter, describeLetter } from './dead-letter.ts';
import type { DeadLetterQueue } from './dead-letter-queues.ts';
import { countLetters, putBack, receiveLetters } from './receive.ts';

/** Letters of one kind and from the same sources. */
interface LetterGroup {
  kind: string;
  sources: string[];
  count: number;
  /** When the oldest was sent, ISO 8601, UTC. */
  oldest: string;
  /** Of them, those that were sent back before. */
  cameBack: number;
}

export interface Preview {
  queue: string;
  /** The function that could not deal with them; its log says why. */
  reader: string;
  count: number;
  /** Fewer than `count` where there are very many. */
  seen: number;
  groups: LetterGroup[];
}

const group = (queue: string, letters: readonly DeadLetter[]): LetterGroup[] => {
  const groups = new Map<string, LetterGroup>();
  for (const letter of letters) {
    const { kind, sources } = describeLetter(queue, letter);
    const key = JSON.stringify([kind, sources]);
    const sentAt = new Date(letter.sentAt).toISOString();
    const known = groups.get(key) ?? { kind, sources, count: 0, oldest: sentAt, cameBack: 0 };
    known.count += 1;
    known.cameBack += letter.returns > 0 ? 1 : 0;
    if (sentAt < known.oldest) known.oldest = sentAt;
    groups.set(key, known);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
};

/** Looks at up to `most` letters of a queue, and puts them back. */
export const previewQueue = async (
  sqs: SQSClient,
  { name, url, reader }: DeadLetterQueue,
  most: number,
): Promise<Preview> => {
  const count = await countLetters(sqs, url);
  const seen: DeadLetter[] = [];
  try {
    if (count > 0) for await (const letters of receiveLetters(sqs, url, Math.min(most, count))) seen.push(...letters);
  } finally {
    await putBack(sqs, url, seen);
  }
  return { queue: name, reader, count, seen: seen.length, groups: group(name, seen) };
};
