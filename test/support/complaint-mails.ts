/** What the mails about a complaint are written from. */
import type { Language } from '../../shared/core/language/languages.ts';
import type { CustomerMail } from '../../shared/mail/complaint/customer-view.ts';
import type { OwnerMail } from '../../shared/mail/complaint/owner-view.ts';
import { policyOf } from './records.ts';

export const customerMailOf = (language: Language, answer?: string): CustomerMail => ({
  subject: 'C-7K3F-9Q2M',
  language,
  company: 'Marlow Pumps',
  day: '2026-03-13',
  category: 'damaged',
  form: undefined,
  entry: answer === undefined ? {} : { answer },
});

export const ownerMailOf = (): OwnerMail => ({
  last: false,
  namespace: 'hoshin-complaints',
  subject: 'C-7K3F-9Q2M',
  complaint: {
    record: {
      ...{ type: 'complaint', namespace: 'hoshin-complaints', subject: 'C-7K3F-9Q2M', epoch: 0, revision: 1 },
      facets: {
        received: { receivedAt: '2026-03-13T15:04:00Z', category: 'safety' },
        about: { channel: 'web', keyAccount: 'Nordwasser', delivery: 'ORD-2026-11874', site: 'Lyon' },
      },
    },
    text: 'The guard of the pump you delivered on Tuesday came off while it was running, and my colleague was injured at the hand.\n\nWe have stopped it. Please call me back today.',
    customer: { name: 'Ada Okafor', email: 'ada.okafor@nordwasser.example', phone: '+49 40 5550 0199', language: 'en' },
  },
  case: undefined,
  reasons: [
    { by: 'category', what: 'safety' },
    { by: 'word', what: 'injur*' },
    { by: 'key-account', what: 'Nordwasser' },
  ],
  policy: policyOf({
    company: 'Marlow Pumps',
    timeZone: 'Europe/Berlin',
    businessHours: { from: '08:00', to: '17:00', holidays: { years: { '2026': '0101 0403 0406' } } },
    complaints: { acknowledgeHours: 4, resolveHours: 40, hours: 'business' },
  }),
  person: 'olga',
  why: 'complaint owner',
  at: '2026-03-13T15:04:05.000Z',
});
