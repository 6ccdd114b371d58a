/** A mail's events as SES publishes them: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
import { account, region } from '../template/names.ts';
import type { EventType } from './routes.ts';

/** A mail that SES took. */
export interface TakenMail {
  messageId: string;
  /** The envelope's sender, where the caller gave one, and its recipients. */
  source: string;
  destination: string[];
  /** MIME. */
  raw: string;
  /** ISO 8601. */
  timestamp: string;
}

/** What an event has beside the mail: an object under a name of its own, `bounce` for Bounce. */
export interface MailEvent {
  type: EventType;
  detail: Record<string, unknown>;
}

const fieldOf: Record<EventType, string> = {
  Send: 'send',
  Delivery: 'delivery',
  DeliveryDelay: 'deliveryDelay',
  Bounce: 'bounce',
  Complaint: 'complaint',
  Reject: 'reject',
  'Rendering Failure': 'failure',
};

/** A mail's headers, unfolded, in their order. */
export const readHeaders = (raw: string): { name: string; value: string }[] => {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1);
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }] : [];
    });
};

type Headers = ReturnType<typeof readHeaders>;
const find = (headers: Headers, name: string) => headers.find((each) => each.name.toLowerCase() === name)?.value;

/** The configuration set that a mail asks for, if it does. */
export const configurationSetOf = (raw: string): string | undefined =>
  find(readHeaders(raw), 'x-ses-configuration-set');

const tagsOf = (headers: Headers): Record<string, string[]> => {
  const given = (find(headers, 'x-ses-message-tags') ?? '').split(',').flatMap((tag) => {
    const [name = '', value] = tag.split('=').map((part) => part.trim());
    return value === undefined ? [] : [[name, [value]]];
  });
  return Object.fromEntries(given);
};

/** The event's JSON, with the mail's own tags and those that SES adds. */
export const writeEvent = (mail: TakenMail, event: MailEvent): object => {
  const { messageId, destination, raw, timestamp } = mail;
  const headers = readHeaders(raw);
  const source = mail.source || (find(headers, 'from') ?? '');
  const from = source.replace(/^.*<|>.*$/g, '');
  return {
    eventType: event.type,
    mail: {
      timestamp,
      source,
      sourceArn: `arn:aws:ses:${region}:${account}:identity/${from}`,
      sendingAccountId: account,
      messageId,
      destination,
      headersTruncated: false,
      headers,
      commonHeaders: {
        from: [find(headers, 'from') ?? source],
        to: destination,
        messageId,
        subject: find(headers, 'subject') ?? '',
      },
      tags: {
        'ses:operation': ['SendRawEmail'],
        'ses:configuration-set': [find(headers, 'x-ses-configuration-set') ?? ''],
        'ses:source-ip': ['127.0.0.1'],
        'ses:from-domain': [from.slice(from.lastIndexOf('@') + 1)],
        'ses:caller-identity': ['local'],
        ...tagsOf(headers),
      },
    },
    [fieldOf[event.type]]: event.detail,
  };
};
