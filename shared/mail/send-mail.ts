/** Hands one mail to SES, once: SES has no idempotency token, and a retry after a lost reply is a second mail. */
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { type SesFailure, sesFailure } from './ses-outcome.ts';

export type Handed = { kind: 'sent'; messageId: string } | SesFailure;

/** Hands over a message's bytes to one address. Never throws: a fault is an outcome. */
export type SendMail = (address: string, message: Uint8Array) => Promise<Handed>;

export const connectSes = (requestTimeout = 10_000): SESClient =>
  new SESClient({
    maxAttempts: 1,
    requestHandler: {
      // A connection that is kept dies while the function is frozen, and the next mail's reply with it.
      httpAgent: new Agent({ keepAlive: false }),
      httpsAgent: new SecureAgent({ keepAlive: false }),
      connectionTimeout: 2_000,
      requestTimeout,
      throwOnRequestTimeout: true,
    },
  });

const waits = [1_000, 2_000, 4_000];

/**
 * Asks again, a little later each time, when SES says that its rate per second is used up: an account in the sandbox has
 * one mail a second. Such an answer means that the mail was not sent. A used-up day is not waited for.
 */
export const keepToRate =
  (send: SendMail, sleep: (ms: number) => Promise<unknown>): SendMail =>
  async (address, message) => {
    let handed = await send(address, message);
    for (const wait of waits) {
      if (handed.kind !== 'later' || handed.alarming || !/\brate\b/i.test(handed.problem)) return handed;
      await sleep(wait);
      handed = await send(address, message);
    }
    return handed;
  };

export const sendThrough =
  (client: SESClient): SendMail =>
  async (address, message) => {
    try {
      const { MessageId } = await client.send(
        new SendRawEmailCommand({ Destinations: [address], RawMessage: { Data: message } }),
      );
      return { kind: 'sent', messageId: MessageId ?? '' };
    } catch (error) {
      return sesFailure(error);
    }
  };
