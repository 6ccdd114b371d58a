/** SES's events as they come by SNS with raw delivery: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
import * as z from 'zod/mini';
import type { MailEvent } from '../../shared/core/notice/mail-event.ts';

const Instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text) => new Date(text).toISOString()),
);
const Recipients = z.array(z.object({ diagnosticCode: z.optional(z.string()) }));

const mail = z.object({
  timestamp: Instant,
  messageId: z.string().check(z.minLength(1)),
  tags: z.optional(z.record(z.string(), z.array(z.string()))),
});
const SesEvent = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Send'), mail }),
  z.object({ eventType: z.literal('Delivery'), mail, delivery: z.object({ timestamp: Instant }) }),
  z.object({
    eventType: z.literal('DeliveryDelay'),
    mail,
    deliveryDelay: z.object({ timestamp: Instant, delayType: z.string(), delayedRecipients: Recipients }),
  }),
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({
      timestamp: Instant,
      bounceType: z.string(),
      bounceSubType: z.string(),
      bouncedRecipients: Recipients,
    }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail,
    complaint: z.object({
      timestamp: Instant,
      complaintSubType: z.nullish(z.string()),
      complaintFeedbackType: z.nullish(z.string()),
    }),
  }),
  z.object({ eventType: z.literal('Reject'), mail, reject: z.object({ reason: z.string() }) }),
  z.object({
    eventType: z.literal('Rendering Failure'),
    mail,
    failure: z.object({ errorMessage: z.string() }),
  }),
]);
type SesEvent = z.infer<typeof SesEvent>;

/** What SES means by the kinds of bounce; their names say little to whoever reads them in a mail. */
const bounces: Record<string, string> = {
  General: 'the mail server refused it',
  NoEmail: 'there is no such address',
  Suppressed: 'SES no longer sends to this address, because mails to it bounced',
  OnAccountSuppressionList: "SES no longer sends to this address: it is on the account's suppression list",
  MailboxFull: 'the mailbox is full',
  MessageTooLarge: 'the mail server found it too large',
  ContentRejected: 'the mail server did not like its content',
  AttachmentRejected: 'the mail server did not like its images',
};
const delays: Record<string, string> = {
  MailboxFull: 'the mailbox is full',
  RecipientServerError: 'the mail server has a problem',
  TransientCommunicationFailure: 'the mail server can not be reached',
};

const longest = 300;
const words = (meaning: string, recipients: z.infer<typeof Recipients>): string => {
  const [said] = recipients.flatMap(({ diagnosticCode: code }) => code ?? []);
  return (said === undefined ? meaning : `${meaning} (${said})`).slice(0, longest);
};

const toMailEvent = (event: SesEvent): MailEvent => {
  switch (event.eventType) {
    case 'Send':
      return { type: 'send', at: event.mail.timestamp };
    case 'Delivery':
      return { type: 'delivery', at: event.delivery.timestamp };
    case 'DeliveryDelay': {
      const { timestamp, delayType, delayedRecipients } = event.deliveryDelay;
      const meaning = `delayed: ${delays[delayType] ?? delayType}`;
      return { type: 'delay', at: timestamp, detail: words(meaning, delayedRecipients) };
    }
    case 'Bounce': {
      const { timestamp, bounceType, bounceSubType, bouncedRecipients } = event.bounce;
      const detail = words(bounces[bounceSubType] ?? bounceSubType, bouncedRecipients);
      // What SES can't tell for sure does not shut an address out.
      return { type: bounceType === 'Permanent' ? 'bounce' : 'soft-bounce', at: timestamp, detail };
    }
    case 'Complaint': {
      const { timestamp, complaintSubType } = event.complaint;
      return complaintSubType === 'OnAccountSuppressionList'
        ? { type: 'withheld', at: timestamp, detail: 'SES did not send it: the person called an earlier mail spam' }
        : { type: 'complaint', at: timestamp, detail: 'the person called it spam' };
    }
    case 'Reject':
      return { type: 'reject', at: event.mail.timestamp, detail: `SES rejected it: ${event.reject.reason}` };
    case 'Rendering Failure':
      return {
        type: 'reject',
        at: event.mail.timestamp,
        detail: `SES could not write it: ${event.failure.errorMessage}`,
      };
  }
};

export interface TrackedEvent {
  /** From the mail's tag; absent on mails that are none of ours. */
  notice?: string;
  /** SES's id of the mail. */
  messageId: string;
  event: MailEvent;
}

/** Reads a message's body. Throws on anything that SES does not publish for this configuration set. */
export const readSesEvent = (body: string): TrackedEvent => {
  const event = SesEvent.parse(JSON.parse(body));
  const { messageId, tags } = event.mail;
  const notice = tags?.notice?.[0];
  return { messageId, event: toMailEvent(event), ...(notice !== undefined && { notice }) };
};
