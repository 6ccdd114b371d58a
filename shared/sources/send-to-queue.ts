/** Puts message bodies on the ingest queue, and says whether all of them are there. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Each message has at most 200 KB: five stay under the batch's 1 MiB. */
const messagesPerBatch = 5;
/** Waits before what SQS refused is sent again, in milliseconds. */
const pauses = [100, 400];

export type Sending = { sent: true } | { sent: false; throttled: boolean; fault: string };
export type SendToQueue = (bodies: string[]) => Promise<Sending>;

const isThrottling = (name: string): boolean => /throttl|overlimit|slowdown|toomanyrequests/i.test(name);

/** One batch. SQS reports failures of single messages inside a 200: they are sent again before the whole is given up. */
const sendBatch = async (client: SQSClient, queueUrl: string, bodies: string[]): Promise<Sending> => {
  let open = bodies.map((body, index) => ({ Id: String(index), MessageBody: body }));
  for (let attempt = 0; ; attempt += 1) {
    const reply = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: open }));
    const failed = new Map((reply.Failed ?? []).map((failure) => [failure.Id, failure.Code ?? 'unknown']));
    const taken = new Set((reply.Successful ?? []).map((success) => success.Id));
    // What is neither failed nor successful is not on the queue either, as far as anyone can tell.
    open = open.filter((entry) => failed.has(entry.Id) || !taken.has(entry.Id));
    if (open.length === 0) return { sent: true };
    const pause = pauses[attempt];
    if (pause === undefined) {
      const codes = [...new Set(failed.values())];
      return { sent: false, throttled: codes.some(isThrottling), fault: codes.join(', ') || 'no reply for a message' };
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};

/** Sends to a queue; `sent` only if SQS has confirmed every message. Never throws for a failure of SQS. */
export const sendTo =
  (client: SQSClient, queueUrl: string): SendToQueue =>
  async (bodies) => {
    const batches: string[][] = [];
    for (let start = 0; start < bodies.length; start += messagesPerBatch) {
      batches.push(bodies.slice(start, start + messagesPerBatch));
    }
    const sendings = await Promise.all(
      batches.map((batch) =>
        sendBatch(client, queueUrl, batch).catch((fault: Error): Sending => {
          return { sent: false, throttled: isThrottling(fault.name), fault: `${fault.name}: ${fault.message}` };
        }),
      ),
    );
    return sendings.find((sending) => !sending.sent) ?? { sent: true };
  };
