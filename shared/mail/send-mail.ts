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
