/**
 * What happens to a mail: the addresses of SES's mailbox simulator (with labels, `bounce+ceo@…`) behave as they do at
 * AWS, every other one takes its mail. https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
import { randomUUID } from 'node:crypto';
import type { MailEvent } from './event.ts';
import type { EventType } from './routes.ts';

const addressOf = (recipient: string): string => recipient.replace(/^.*<|>.*$/g, '').toLowerCase();

/** Which mailbox of the simulator an address is; undefined for any other address. */
const mailboxOf = (recipient: string): string | undefined =>
  /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/.exec(addressOf(recipient))?.[1];

const reportingMta = 'a1-1.smtp-out.amazonses.com';

/** An event's own object for one recipient, with what the simulator says where the caller says nothing. */
export const describeEvent = (type: EventType, recipient: string, at: string, given: object = {}): MailEvent => {
  const feedbackId = `local-${randomUUID()}`;
  const details: Record<EventType, Record<string, unknown>> = {
    Send: {},
    Delivery: {
      timestamp: at,
      processingTimeMillis: 500,
      recipients: [recipient],
      smtpResponse: '250 2.6.0 Message received',
      remoteMtaIp: '127.0.2.0',
      reportingMTA: reportingMta,
    },
    DeliveryDelay: {
      timestamp: at,
      delayType: 'TransientCommunicationFailure',
      expirationTime: new Date(Date.parse(at) + 12 * 3_600_000).toISOString(),
      delayedRecipients: [
        { emailAddress: recipient, status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 Unable to connect' },
      ],
    },
    Bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: recipient,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      ],
      timestamp: at,
      feedbackId,
      reportingMTA: `dsn; ${reportingMta}`,
    },
    Complaint: {
      complainedRecipients: [{ emailAddress: recipient }],
      timestamp: at,
      feedbackId,
      complaintSubType: null,
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: at,
    },
    Reject: { reason: 'Bad content' },
    'Rendering Failure': { errorMessage: 'a variable has no value', templateName: 'none' },
  };
  return { type, detail: { ...details[type], ...given } };
};

/** What SES tells of a mail to this recipient, in the order in which it happens. */
export const simulate = (recipient: string, at: string): MailEvent[] => {
  const event = (type: EventType, given?: object) => describeEvent(type, recipient, at, given);
  const send = event('Send');
  switch (mailboxOf(recipient)) {
    case 'bounce':
      return [send, event('Bounce')];
    case 'suppressionlist':
      return [
        send,
        event('Bounce', {
          bounceSubType: 'Suppressed',
          bouncedRecipients: [
            {
              emailAddress: recipient,
              action: 'failed',
              status: '5.1.1',
              diagnosticCode:
                'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
            },
          ],
        }),
      ];
    case 'complaint':
      return [send, event('Delivery'), event('Complaint')];
    case 'ooto':
      return [
        send,
        event('Delivery'),
        event('Bounce', { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: recipient }] }),
      ];
    default:
      return [send, event('Delivery')];
  }
};
