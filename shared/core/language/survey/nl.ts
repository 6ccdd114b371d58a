/** Dutch words of surveys. */
import type { SurveyWords } from './words.ts';

export const nl: SurveyWords = {
  ends: {
    nps: { lowest: 'Zeer onwaarschijnlijk', highest: 'Zeer waarschijnlijk' },
    csat: { lowest: 'Zeer ontevreden', highest: 'Zeer tevreden' },
    ces: { lowest: 'Zeer moeilijk', highest: 'Zeer gemakkelijk' },
  },
  none: 'Geen antwoord',
  send: 'Mijn antwoorden versturen',
  missing: 'Beantwoord deze vraag: {question}',
  missingHere: 'Beantwoord deze vraag.',
  nothing: 'Beantwoord ten minste één vraag.',
  thanks: { title: 'Hartelijk dank!', text: 'We hebben uw antwoorden ontvangen. Ze helpen ons om beter te worden.' },
  another: 'Nog een antwoord geven',
  answered: {
    title: 'U hebt al geantwoord',
    text: 'We hebben uw antwoorden, u hoeft niets meer te doen. Hartelijk dank!',
  },
  sent: { title: 'Dit is al verstuurd', text: 'We hebben deze antwoorden de eerste keer ontvangen. Hartelijk dank!' },
  expired: {
    title: 'Deze link is verlopen',
    text: 'De tijd om te antwoorden is voorbij. Dank u dat u ons uw mening wilde geven.',
  },
  ended: {
    title: 'Deze enquête is afgelopen',
    text: 'Er kunnen geen antwoorden meer worden gegeven. Dank u voor uw belangstelling.',
  },
  stop: {
    title: 'Geen uitnodigingen meer?',
    text: 'We vragen u dan niet meer per e-mail om uw mening. Berichten over uw bestellingen veranderen niet.',
    button: 'Uitnodigingen stoppen',
  },
  stopped: {
    title: 'U krijgt geen uitnodigingen meer',
    text: 'We vragen u niet meer per e-mail om uw mening.',
    button: 'Nodig mij weer uit',
  },
  resumed: {
    title: 'U kunt weer uitnodigingen krijgen',
    text: 'Af en toe vragen we u per e-mail om uw mening. In elk bericht staat een link om dat te stoppen.',
  },
};
