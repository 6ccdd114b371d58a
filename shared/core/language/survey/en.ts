/** English words of surveys. */
import type { SurveyWords } from './words.ts';

export const en: SurveyWords = {
  ends: {
    nps: { lowest: 'Not at all likely', highest: 'Extremely likely' },
    csat: { lowest: 'Very dissatisfied', highest: 'Very satisfied' },
    ces: { lowest: 'Very difficult', highest: 'Very easy' },
  },
  none: 'No answer',
  send: 'Send my answers',
  missing: 'Please answer: {question}',
  missingHere: 'Please answer this question.',
  nothing: 'Please answer at least one question.',
  thanks: { title: 'Thank you!', text: 'We have received your answers. They help us to do better.' },
  another: 'Give another answer',
  answered: {
    title: 'You have already answered',
    text: 'We have your answers, and there is nothing left to do. Thank you!',
  },
  sent: { title: 'This has already been sent', text: 'We received these answers the first time. Thank you!' },
  expired: {
    title: 'This link has expired',
    text: 'The time for answering is over. Thank you for wanting to tell us.',
  },
  ended: { title: 'This survey has ended', text: 'It takes no more answers. Thank you for your interest.' },
  stop: {
    title: 'Stop these invitations?',
    text: 'We will then no longer ask you for your opinion by e-mail. Messages about your orders are not affected.',
    button: 'Stop the invitations',
  },
  stopped: {
    title: 'You will get no more invitations',
    text: 'We will not ask you for your opinion by e-mail any more.',
    button: 'Invite me again',
  },
  resumed: {
    title: 'You may get invitations again',
    text: 'From time to time we will ask you for your opinion by e-mail. Every message has a link to stop them.',
  },
};
