/** Takes note of the mails that the local SES took, and publishes what becomes of them where the template says. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { findMail } from '../engines/ses.ts';
import { readBody, serve } from '../loopback.ts';
import { configurationSetOf, type MailEvent, readHeaders, type TakenMail, writeEvent } from './event.ts';
import type { EventType, MailRoute } from './routes.ts';
import { describeEvent, simulate } from './simulator.ts';

/** How the local SES tells of a mail. */
const Taken = z.object({
  messageId: z.string(),
  source: z.string(),
  destination: z.array(z.string()),
  raw: z.string(),
});

export interface MailEvents {
  /** Where the local SES tells of mails. */
  url: string;
  /** From now on, events go there. */
  publishTo(routes: readonly MailRoute[], sqs: Pick<SQSClient, 'send'>): void;
  /** Publishes one more event of a mail that was taken, with what its own object says other than the usual. */
  emit(messageId: string, type: EventType, detail?: object): Promise<void>;
  close(): Promise<void>;
}

/** A mail that was kept, with what its headers say of its envelope. Throws if there is none of that id. */
const readMail = (mailDir: string, messageId: string): TakenMail => {
  const kept = findMail(mailDir, messageId);
  if (kept === undefined) throw new Error(`The local SES took no mail ${messageId}`);
  const to = readHeaders(kept.raw).find(({ name }) => name.toLowerCase() === 'to')?.value ?? '';
  const recipient = to.replace(/^.*<|>.*$/g, '');
  return { messageId, source: '', destination: [recipient], raw: kept.raw, timestamp: kept.takenAt };
};

interface Options {
  /** Where the local SES keeps its mails. */
  mailDir: string;
  now(): number;
  log(line: string): void;
}

export const listenToMails = async ({ mailDir, now, log }: Options): Promise<MailEvents> => {
  let publish = async (_mail: TakenMail, _event: MailEvent): Promise<void> => undefined;
  const at = () => new Date(now()).toISOString();

  const take = async (request: AsyncIterable<Buffer>) => {
    const mail = { ...Taken.parse(JSON.parse((await readBody(request)).toString())), timestamp: at() };
    for (const recipient of mail.destination)
      for (const event of simulate(recipient, mail.timestamp)) await publish(mail, event);
  };
  const listener = await serve(0, (request, response) => {
    take(request)
      .catch((error: unknown) => log(`The events of a mail were not published: ${error}`))
      .finally(() => response.writeHead(204).end());
  });

  return {
    url: listener.url,
    publishTo: (routes, sqs) => {
      publish = async (mail, event) => {
        const set = configurationSetOf(mail.raw);
        const matching = routes.filter(
          ({ configurationSet, types }) => configurationSet === set && types.has(event.type),
        );
        const MessageBody = JSON.stringify(writeEvent(mail, event));
        for (const { url } of matching.flatMap(({ queues }) => queues))
          await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
      };
    },
    emit: async (messageId, type, detail) => {
      const mail = readMail(mailDir, messageId);
      await publish(mail, describeEvent(type, mail.destination[0] ?? '', at(), detail));
    },
    close: listener.close,
  };
};
