/** What an invitation's mail is written from, in each language. */
import type { Language } from '../../shared/core/language/languages.ts';
import type { InvitationMail } from '../../shared/mail/invitation/invitation-view.ts';

const title = {
  ...{ en: 'How was your delivery?', de: 'Wie war Ihre Lieferung?', fr: 'Comment s’est passée votre livraison ?' },
  ...{ es: '¿Cómo fue su entrega?', it: 'Com’è andata la consegna?', pt: 'Como correu a sua entrega?' },
  ...{ nl: 'Hoe verliep de bezorging?', pl: 'Jak przebiegła dostawa?' },
  ...{ ar: 'كيف كان توصيل طلبك؟', he: 'איך היה המשלוח?' },
};
const recommend = {
  ...{ en: 'How likely are you to recommend us?', de: 'Würden Sie uns weiterempfehlen?' },
  ...{ fr: 'Nous recommanderiez-vous ?', es: '¿Nos recomendaría?', it: 'Ci consiglierebbe?', pt: 'Recomendar-nos-ia?' },
  ...{
    nl: 'Zou u ons aanbevelen?',
    pl: 'Czy polecą nas Państwo?',
    ar: 'ما مدى احتمال أن توصي بنا؟',
    he: 'האם תמליץ עלינו?',
  },
};

const customers: Partial<Record<Language, string>> = { ar: 'ليلى حداد', he: 'נועה לוי' };

/** The address of a page, as long as a signed one is. */
const pageOf = (purpose: string) =>
  `https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/v1/${purpose}/${'e'.repeat(70)}.${'x'.repeat(150)}.${'y'.repeat(43)}`;

export const invitationMailOf = (language: Language): InvitationMail => ({
  invitation: {
    language,
    delivery: { namespace: 'erp', subject: 'ORD-2026-11874' },
    customer: { name: customers[language] ?? 'Camille Durand', email: 'camille@customer.example' },
  },
  survey: { title, questions: [{ kind: 'nps', id: 'recommend', text: recommend, optional: false }] },
  company: 'Marlow',
  lastDay: '2026-12-21',
  reminder: false,
  pages: { survey: pageOf('survey'), stop: pageOf('stop') },
});
