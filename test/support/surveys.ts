/** A survey with every kind of question in three languages, and the invitation to it of a customer in Lyon. */
import { type Invitation, invitationId } from '../../shared/core/survey/invitation.ts';
import { Survey } from '../../shared/core/survey/survey.ts';
import { digest } from '../../shared/runtime/digest.ts';

export const surveyOf = (given: Partial<typeof Survey._zod.input> = {}): Survey =>
  Survey.parse({
    id: 'after-delivery',
    languages: ['en', 'fr', 'ar'],
    title: { en: 'How was your delivery?', fr: 'Comment s’est passée votre livraison ?', ar: 'كيف كان التوصيل؟' },
    intro: {
      en: 'Two minutes of your time help us to deliver better.',
      fr: 'Deux minutes de votre temps nous aident à mieux livrer.',
      ar: 'دقيقتان من وقتك تساعداننا على تحسين التوصيل.',
    },
    questions: [
      {
        id: 'recommend',
        kind: 'nps',
        text: {
          en: 'How likely are you to recommend us to a friend or colleague?',
          fr: 'Quelle est la probabilité que vous nous recommandiez à un ami ou à un collègue ?',
          ar: 'ما مدى احتمال أن توصي بنا صديقًا أو زميلًا؟',
        },
      },
      {
        id: 'satisfied',
        kind: 'csat',
        optional: true,
        text: {
          en: 'How satisfied are you with the delivery?',
          fr: 'Êtes-vous satisfait de la livraison ?',
          ar: 'ما مدى رضاك عن التوصيل؟',
        },
      },
      {
        id: 'easy',
        kind: 'ces',
        optional: true,
        text: {
          en: 'How easy was it to follow your order?',
          fr: 'Le suivi de votre commande a-t-il été facile ?',
          ar: 'ما مدى سهولة متابعة طلبك؟',
        },
      },
      {
        id: 'place',
        kind: 'single',
        text: { en: 'Where did you receive it?', fr: 'Où l’avez-vous reçue ?', ar: 'أين استلمته؟' },
        choices: [
          { id: 'door', text: { en: 'At the door', fr: 'À la porte', ar: 'عند الباب' } },
          { id: 'neighbour', text: { en: 'From a neighbour', fr: 'Chez un voisin', ar: 'من أحد الجيران' } },
          { id: 'shop', text: { en: 'In a parcel shop', fr: 'En point relais', ar: 'في نقطة استلام' } },
        ],
      },
      {
        id: 'good',
        kind: 'multiple',
        optional: true,
        text: { en: 'What went well?', fr: 'Qu’est-ce qui s’est bien passé ?', ar: 'ما الذي سار على ما يرام؟' },
        hint: { en: 'Tick all that apply.', fr: 'Plusieurs réponses possibles.', ar: 'يمكن اختيار أكثر من إجابة.' },
        choices: [
          { id: 'speed', text: { en: 'Speed', fr: 'La rapidité', ar: 'السرعة' } },
          { id: 'packing', text: { en: 'Packing', fr: 'L’emballage', ar: 'التغليف' } },
          { id: 'driver', text: { en: 'The driver', fr: 'Le livreur', ar: 'السائق' } },
        ],
      },
      {
        id: 'why',
        kind: 'text',
        text: {
          en: 'What is the main reason for your score?',
          fr: 'Quelle est la raison principale de votre note ?',
          ar: 'ما السبب الرئيسي لتقييمك؟',
        },
      },
      {
        id: 'wish',
        kind: 'text',
        text: {
          en: 'What should we do better?',
          fr: 'Que devrions-nous améliorer ?',
          ar: 'ما الذي ينبغي أن نحسّنه؟',
        },
      },
    ],
    thanks: { en: 'Lyon says thank you.', fr: 'Lyon vous remercie.', ar: 'ليون تشكرك.' },
    consent: {
      en: 'We use your answers to improve our deliveries and keep them for two years.',
      fr: 'Nous utilisons vos réponses pour améliorer nos livraisons et les conservons deux ans.',
      ar: 'نستخدم إجاباتك لتحسين التوصيل ونحتفظ بها لمدة عامين.',
    },
    open: { channels: ['qr', 'kiosk'], frames: ['https://portal.example'] },
    ...given,
  });

/** The instant at which the invitation's mail was written. */
export const invitedAt = '2026-03-14T09:00:00.000Z';

export const invitationOf = (given: Partial<Invitation> = {}): Invitation => {
  const delivery = { namespace: 'erp-lyon', subject: 'ORD-1' };
  return {
    id: invitationId('after-delivery', delivery, digest),
    ...{ survey: 'after-delivery', surveyVersion: 1, language: 'en', delivery, onTime: false },
    dimensions: { site: 'Lyon', carrier: 'DHL' },
    person: '9b2e'.repeat(8),
    customer: { id: 'K-7', name: 'Zoë Martin', email: 'zoe@customer.example' },
    ...{ state: 'invited', createdAt: '2026-03-13T09:00:00.000Z', invitedAt, dueAt: '2026-03-19T09:00:00.000Z' },
    ...{ expiresAt: '2026-04-13T09:00:00.000Z', notices: ['mmq1x0c0-5f1c5f1c5f1c5f1c'], version: 2 },
    ...given,
  };
};

/** Everything that the form above has to hold to be taken. */
export const fullForm = {
  'q-recommend': '9',
  'q-satisfied': '4',
  'q-easy': '6',
  'q-place': 'door',
  'q-why': 'Quick and friendly.',
  'q-wish': '',
};
