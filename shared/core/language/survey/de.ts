/** German words of surveys. */
import type { SurveyWords } from './words.ts';

export const de: SurveyWords = {
  ends: {
    nps: { lowest: 'Sehr unwahrscheinlich', highest: 'Sehr wahrscheinlich' },
    csat: { lowest: 'Sehr unzufrieden', highest: 'Sehr zufrieden' },
    ces: { lowest: 'Sehr schwierig', highest: 'Sehr einfach' },
  },
  none: 'Keine Angabe',
  send: 'Antworten absenden',
  missing: 'Bitte beantworten: {question}',
  missingHere: 'Bitte beantworten Sie diese Frage.',
  nothing: 'Bitte beantworten Sie mindestens eine Frage.',
  thanks: { title: 'Vielen Dank!', text: 'Ihre Antworten sind bei uns angekommen. Sie helfen uns, besser zu werden.' },
  another: 'Noch eine Antwort abgeben',
  answered: {
    title: 'Sie haben bereits geantwortet',
    text: 'Ihre Antworten liegen uns vor, mehr ist nicht zu tun. Vielen Dank!',
  },
  sent: {
    title: 'Das wurde bereits abgesendet',
    text: 'Diese Antworten sind schon beim ersten Mal angekommen. Vielen Dank!',
  },
  expired: {
    title: 'Dieser Link ist abgelaufen',
    text: 'Die Zeit zum Antworten ist vorbei. Danke, dass Sie uns Ihre Meinung sagen wollten.',
  },
  ended: {
    title: 'Diese Umfrage ist beendet',
    text: 'Sie nimmt keine Antworten mehr an. Vielen Dank für Ihr Interesse.',
  },
  stop: {
    title: 'Keine Einladungen mehr?',
    text: 'Wir fragen Sie dann nicht mehr per E-Mail nach Ihrer Meinung. Nachrichten zu Ihren Bestellungen sind davon nicht betroffen.',
    button: 'Einladungen beenden',
  },
  stopped: {
    title: 'Sie erhalten keine Einladungen mehr',
    text: 'Wir fragen Sie nicht mehr per E-Mail nach Ihrer Meinung.',
    button: 'Laden Sie mich wieder ein',
  },
  resumed: {
    title: 'Sie können wieder Einladungen erhalten',
    text: 'Ab und zu fragen wir Sie per E-Mail nach Ihrer Meinung. In jeder Nachricht steht ein Link, mit dem Sie das beenden können.',
  },
};
