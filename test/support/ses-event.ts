/** Events of SES for tests: written by the local stack's own simulator, of a mail about a notice. */
import { writeEvent } from '../../infra/local/mail/event.ts';
import type { EventType } from '../../infra/local/mail/routes.ts';
import { describeEvent } from '../../infra/local/mail/simulator.ts';

/** SES's types, and two that differ only in what they say. */
export type SesEventType = EventType | 'OutOfOffice' | 'Withheld';

const variants: Record<Exclude<SesEventType, EventType>, { type: EventType; detail: object }> = {
  OutOfOffice: { type: 'Bounce', detail: { bounceType: 'Transient', bouncedRecipients: [] } },
  Withheld: { type: 'Complaint', detail: { complaintSubType: 'OnAccountSuppressionList' } },
};

/** An event of a mail that SES took at 05:12:01; what it tells happened two seconds later. */
export const sesEvent = (name: SesEventType, { notice }: { notice?: string | undefined }): object => {
  const { type, detail } = name === 'OutOfOffice' || name === 'Withheld' ? variants[name] : { type: name, detail: {} };
  const tag = notice === undefined ? '' : `X-SES-MESSAGE-TAGS: notice=${notice}\r\n`;
  return writeEvent(
    {
      messageId: 'ses-message',
      source: 'kpi@company.example',
      destination: ['somebody@example.com'],
      raw: `From: kpi@company.example\r\nX-SES-CONFIGURATION-SET: hoshin\r\n${tag}\r\nText`,
      timestamp: '2018-04-01T05:12:01.000Z',
    },
    describeEvent(type, 'somebody@example.com', '2018-04-01T05:12:03.000Z', detail),
  );
};
