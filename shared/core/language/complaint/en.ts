/** English words of complaints. */
import type { ComplaintWords } from './words.ts';

export const en: ComplaintWords = {
  title: 'Make a complaint',
  intro: 'Tell us what went wrong. You get a case number at once.',
  what: {
    label: 'What happened?',
    hint: 'Please leave out passwords and card numbers.',
    wrong: 'Please tell us what happened.',
  },
  category: { label: 'What is it about?', wrong: 'Please choose what it is about.' },
  order: { label: 'Order number', hint: 'If you know it.', wrong: 'Please check the order number.' },
  name: { label: 'Your name', wrong: 'Please check your name.' },
  email: {
    label: 'Your e-mail address',
    hint: 'So that we can answer you.',
    wrong: 'Please enter an e-mail address such as name@example.com.',
  },
  categories: {
    late: 'Late delivery',
    damaged: 'Damaged goods',
    incomplete: 'Something is missing',
    'wrong-item': 'Wrong item',
    quality: 'Quality of the product',
    invoice: 'Invoice or price',
    service: 'Service',
    safety: 'Safety or injury',
    other: 'Something else',
  },
  consent: 'We use what you write here to look into your complaint, to answer you, and to do better.',
  send: 'Send complaint',
  filed: {
    title: 'We have received your complaint',
    number: 'Your case number',
    mailed: 'We are also sending it to your e-mail address.',
    unreachable: 'Please write it down: you gave no e-mail address, so we cannot write to you.',
    another: 'Make another complaint',
  },
  already: 'You have already sent {case} with this page. If you send this too, it becomes a second complaint.',
  mail: {
    received: {
      subject: 'We have received your complaint: {case}',
      title: 'We have received your complaint',
      text: 'Thank you for telling us. We are sorry that something went wrong, and we will look into it.',
    },
    answered: { subject: 'Our answer to your complaint {case}', title: 'Our answer to your complaint' },
    number: 'Case number',
    date: 'Received',
    about: 'About',
    quote: 'Please quote the case number whenever you write or call about it.',
    why: 'You get this message because this address was given with a complaint. If that was not you, you can ignore it.',
  },
};
