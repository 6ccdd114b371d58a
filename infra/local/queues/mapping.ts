/** An event source mapping from a queue to a function: several pollers, batches, partial failures. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Invocable } from '../lambda/pool.ts';
import type { Outcome } from '../lambda/protocol.ts';

export interface QueueMapping {
  client: SQSClient;
  queueUrl: string;
  queueArn: string;
  region: string;
  target: Invocable;
  batchSize: number;
  batchWindowMs: number;
  reportsFailures: boolean;
  pollers: number;
  log(line: string): void;
}

/** Short enough that stopping waits for the polls: an abandoned poll would take messages along. */
const pollSeconds = 1;
const batchBytes = 5.5 * 1024 * 1024;

/** Starts the mapping; the function returned stops it after what is running. */
export const startQueueMapping = (mapping: QueueMapping): (() => Promise<void>) => {
  const stopping = new AbortController();
  const pollers = Array.from({ length: mapping.pollers }, () => poll(mapping, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(pollers);
  };
};

const poll = async (mapping: QueueMapping, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      const messages = await gather(mapping, signal);
      if (messages.length > 0) await process(mapping, messages);
    } catch (error) {
      if (signal.aborted) return;
      mapping.log(`${mapping.queueUrl}: ${error instanceof Error ? error.message : error}`);
      await sleep(500, undefined, { signal }).catch(() => undefined);
    }
  }
};

const gather = async (
  { client, queueUrl, batchSize, batchWindowMs }: QueueMapping,
  signal: AbortSignal,
): Promise<Message[]> => {
  const messages: Message[] = [];
  let deadline = Number.POSITIVE_INFINITY;
  let bytes = 0;
  do {
    const { Messages: received = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(10, batchSize - messages.length),
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        WaitTimeSeconds: messages.length === 0 ? pollSeconds : 0,
      }),
    );
    if (messages.length === 0) deadline = Date.now() + batchWindowMs;
    messages.push(...received);
    bytes += received.reduce((sum, { Body: body = '' }) => sum + Buffer.byteLength(body), 0);
    if (messages.length === 0) return [];
    if (received.length === 0) await sleep(Math.min(50, batchWindowMs));
  } while (!signal.aborted && messages.length < batchSize && bytes < batchBytes && Date.now() < deadline);
  return messages;
};

const process = async (mapping: QueueMapping, messages: Message[]): Promise<void> => {
  const { client, queueUrl, target, reportsFailures } = mapping;
  const event = { Records: messages.map((message) => toRecord(message, mapping)) };
  const outcome = await target.invoke(JSON.stringify(event));
  if (outcome.type === 'stopped') return giveBack(mapping, messages);
  const failed = findFailed(outcome, messages, reportsFailures);
  if (failed.reason !== undefined) mapping.log(`${target.name}: ${failed.ids.size} messages failed, ${failed.reason}`);
  const done = messages.filter(({ MessageId: id = '' }) => !failed.ids.has(id));
  // What failed comes back when its visibility timeout is over; the queue's redrive policy counts.
  for (const entries of toEntries(done))
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
};

/** The stack stops: the next start must not wait for these until their visibility timeout is over. */
const giveBack = async ({ client, queueUrl }: QueueMapping, messages: Message[]): Promise<void> => {
  for (const entries of toEntries(messages)) {
    // One second: at 0 the engine loses a message that it keeps in a folder.
    const visible = entries.map((entry) => ({ ...entry, VisibilityTimeout: 1 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: visible }));
  }
};

/** Tens: SQS takes no more at once. */
const toEntries = (messages: readonly Message[]) =>
  Array.from({ length: Math.ceil(messages.length / 10) }, (_, ten) =>
    messages.slice(10 * ten, 10 * ten + 10).map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle })),
  );

const Failures = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() });

/** Which messages failed, as Lambda reads a reply: an identifier that isn't in the batch fails all of it. */
const findFailed = (
  outcome: Outcome,
  messages: Message[],
  reportsFailures: boolean,
): { ids: Set<string>; reason?: string } => {
  const all = new Set(messages.map(({ MessageId: id = '' }) => id));
  if (outcome.type === 'error') return { ids: all, reason: `${outcome.errorType}: ${outcome.errorMessage}` };
  if (outcome.type !== 'result') return { ids: all, reason: outcome.type };
  const reply: unknown = JSON.parse(outcome.payload);
  if (!reportsFailures || reply === null || typeof reply !== 'object') return { ids: new Set() };
  const parsed = Failures.safeParse(reply);
  if (!parsed.success) return { ids: all, reason: 'batchItemFailures is malformed' };
  const ids = (parsed.data.batchItemFailures ?? []).map((each) => each.itemIdentifier);
  if (ids.length === 0) return { ids: new Set() };
  if (ids.some((id) => !all.has(id))) return { ids: all, reason: 'an identifier is not in the batch' };
  return { ids: new Set(ids), reason: 'reported' };
};

const toRecord = (message: Message, { queueArn, region }: QueueMapping) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
      name,
      {
        ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
        ...(value.BinaryValue !== undefined && { binaryValue: Buffer.from(value.BinaryValue).toString('base64') }),
        stringListValues: [],
        binaryListValues: [],
        dataType: value.DataType,
      },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
});
