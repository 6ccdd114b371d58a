import { describe, expect, it } from 'vitest';
import { readSesEvent } from '../../functions/track/ses-event.ts';
import { sesEvent } from '../support/ses-event.ts';

/** As AWS documents them (event-publishing-retrieving-sns-examples), shortened to what is read, with a tag of ours. */
const mail = {
  timestamp: '2017-08-05T00:40:02.012Z',
  source: 'Sender Name <sender@example.com>',
  messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
  destination: ['recipient@example.com'],
  headersTruncated: false,
  tags: { 'ses:configuration-set': ['ConfigSet'], notice: ['mmq1x0c0-5f1c5f1c5f1c5f1c'] },
};
const read = (event: object) => readSesEvent(JSON.stringify({ mail, ...event }));
const bounce = (bounceType: string, bounceSubType: string) => ({
  eventType: 'Bounce',
  bounce: {
    bounceType,
    bounceSubType,
    bouncedRecipients: [
      {
        emailAddress: 'recipient@example.com',
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      },
    ],
    timestamp: '2017-08-05T00:41:02.669Z',
    feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
    reportingMTA: 'dsn; mta.example.com',
  },
});

describe('an event of SES', () => {
  it('leads to the notice by the mail’s tag', () => {
    expect(read({ eventType: 'Send', send: {} })).toEqual({
      notice: 'mmq1x0c0-5f1c5f1c5f1c5f1c',
      messageId: mail.messageId,
      event: { type: 'send', at: '2017-08-05T00:40:02.012Z' },
    });
    expect(
      readSesEvent(JSON.stringify({ eventType: 'Send', send: {}, mail: { ...mail, tags: {} } })),
    ).not.toHaveProperty('notice');
  });

  it.each([
    [bounce('Permanent', 'General'), 'bounce', 'the mail server refused it (smtp; 550 5.1.1 user unknown)'],
    [bounce('Permanent', 'OnAccountSuppressionList'), 'bounce', expect.stringContaining("account's suppression list")],
    [bounce('Transient', 'MailboxFull'), 'soft-bounce', expect.stringContaining('the mailbox is full')],
    [bounce('Undetermined', 'Undetermined'), 'soft-bounce', expect.stringContaining('Undetermined')],
    [
      {
        eventType: 'DeliveryDelay',
        deliveryDelay: {
          timestamp: '2020-06-16T00:25:40.095Z',
          delayType: 'TransientCommunicationFailure',
          expirationTime: '2020-06-16T00:25:40.914Z',
          delayedRecipients: [{ emailAddress: 'r@example.com', status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1' }],
        },
      },
      'delay',
      'delayed: the mail server can not be reached (smtp; 421 4.4.1)',
    ],
    [
      {
        eventType: 'Complaint',
        complaint: {
          complainedRecipients: [{ emailAddress: 'recipient@example.com' }],
          timestamp: '2017-08-05T00:41:02.669Z',
          feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
          userAgent: 'Mozilla/5.0',
          complaintFeedbackType: 'abuse',
          arrivalDate: '2017-08-05T00:41:02.669Z',
        },
      },
      'complaint',
      'the person called it spam',
    ],
    [{ eventType: 'Reject', reject: { reason: 'Bad content' } }, 'reject', 'SES rejected it: Bad content'],
    [
      { eventType: 'Rendering Failure', failure: { errorMessage: "Attribute 'x' is not present", templateName: 'T' } },
      'reject',
      "SES could not write it: Attribute 'x' is not present",
    ],
  ])('%# says what happened in words', (event, type, detail) => {
    expect(read(event).event).toMatchObject({ type, detail });
  });

  it('of a delivery tells when', () => {
    const delivery = {
      timestamp: '2016-10-19T23:21:04.133Z',
      processingTimeMillis: 11893,
      recipients: ['recipient@example.com'],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'mta.example.com',
    };
    expect(read({ eventType: 'Delivery', delivery }).event).toEqual({ type: 'delivery', at: delivery.timestamp });
  });

  it.each(['Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'Complaint', 'Reject', 'Rendering Failure'] as const)(
    'of the local stack is read as one of AWS: %s',
    (type) => {
      expect(readSesEvent(JSON.stringify(sesEvent(type, { notice: 'n' })))).toMatchObject({ notice: 'n' });
    },
  );

  it('that is none is a fault', () => {
    expect(() => read({ eventType: 'Open', open: {} })).toThrow();
    expect(() => readSesEvent('{"Type":"Notification"}')).toThrow();
    expect(() => readSesEvent('no JSON')).toThrow();
  });
});
