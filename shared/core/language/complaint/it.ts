/** Italian words of complaints. */
import type { ComplaintWords } from './words.ts';

export const it: ComplaintWords = {
  title: 'Presentare un reclamo',
  intro: 'Ci dica che cosa non ha funzionato. Riceve subito un numero di pratica.',
  what: {
    label: 'Che cosa è successo?',
    hint: 'Non indichi password o numeri di carta.',
    wrong: 'Ci dica che cosa è successo.',
  },
  category: { label: 'Di che cosa si tratta?', wrong: 'Scelga di che cosa si tratta.' },
  order: { label: 'Numero d’ordine', hint: 'Se lo conosce.', wrong: 'Controlli il numero d’ordine.' },
  name: { label: 'Il suo nome', wrong: 'Controlli il nome.' },
  email: {
    label: 'Il suo indirizzo e-mail',
    hint: 'Per poterle rispondere.',
    wrong: 'Inserisca un indirizzo e-mail come nome@example.com.',
  },
  categories: {
    late: 'Consegna in ritardo',
    damaged: 'Merce danneggiata',
    incomplete: 'Manca qualcosa',
    'wrong-item': 'Articolo sbagliato',
    quality: 'Qualità del prodotto',
    invoice: 'Fattura o prezzo',
    service: 'Assistenza',
    safety: 'Sicurezza o lesioni',
    other: 'Altro',
  },
  consent: 'Usiamo ciò che scrive qui per esaminare il reclamo, risponderle e migliorare.',
  send: 'Invia il reclamo',
  filed: {
    title: 'Abbiamo ricevuto il suo reclamo',
    number: 'Il suo numero di pratica',
    mailed: 'Glielo inviamo anche per e-mail.',
    unreachable: 'Lo annoti: senza un indirizzo e-mail non possiamo scriverle.',
    another: 'Presentare un altro reclamo',
  },
  already: 'Da questa pagina ha già inviato {case}. Se invia anche questo, diventa un secondo reclamo.',
  mail: {
    received: {
      subject: 'Abbiamo ricevuto il suo reclamo: {case}',
      title: 'Abbiamo ricevuto il suo reclamo',
      text: 'Grazie per la segnalazione. Ci dispiace per l’accaduto e ce ne occuperemo.',
    },
    answered: { subject: 'La nostra risposta al suo reclamo {case}', title: 'La nostra risposta al suo reclamo' },
    number: 'Numero di pratica',
    date: 'Ricevuto',
    about: 'Oggetto',
    quote: 'Indichi il numero di pratica quando ci scrive o ci chiama al riguardo.',
    why: 'Riceve questo messaggio perché questo indirizzo è stato indicato in un reclamo. Se non è stato lei, può ignorarlo.',
  },
};
