/** Italian words of surveys. */
import type { SurveyWords } from './words.ts';

export const it: SurveyWords = {
  ends: {
    nps: { lowest: 'Per niente probabile', highest: 'Molto probabile' },
    csat: { lowest: 'Molto insoddisfatto', highest: 'Molto soddisfatto' },
    ces: { lowest: 'Molto difficile', highest: 'Molto facile' },
  },
  none: 'Nessuna risposta',
  send: 'Invia le mie risposte',
  missing: 'Risponda, per favore: {question}',
  missingHere: 'Risponda a questa domanda, per favore.',
  nothing: 'Risponda ad almeno una domanda, per favore.',
  thanks: { title: 'Grazie!', text: 'Abbiamo ricevuto le sue risposte. Ci aiutano a migliorare.' },
  another: 'Dare un’altra risposta',
  answered: { title: 'Ha già risposto', text: 'Abbiamo le sue risposte e non c’è altro da fare. Grazie!' },
  sent: { title: 'Queste risposte sono già state inviate', text: 'Le abbiamo ricevute la prima volta. Grazie!' },
  expired: {
    title: 'Questo link è scaduto',
    text: 'Il tempo per rispondere è finito. Grazie per aver voluto darci la sua opinione.',
  },
  ended: { title: 'Questo sondaggio è terminato', text: 'Non accetta più risposte. Grazie per l’interesse.' },
  stop: {
    title: 'Non vuole più ricevere inviti?',
    text: 'Non le chiederemo più la sua opinione via e-mail. I messaggi sui suoi ordini non cambiano.',
    button: 'Interrompi gli inviti',
  },
  stopped: {
    title: 'Non riceverà più inviti',
    text: 'Non le chiederemo più la sua opinione via e-mail.',
    button: 'Invitatemi di nuovo',
  },
  resumed: {
    title: 'Potrà ricevere di nuovo inviti',
    text: 'Ogni tanto le chiederemo la sua opinione via e-mail. Ogni messaggio contiene un link per interromperli.',
  },
};
