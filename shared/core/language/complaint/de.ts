/** German words of complaints. */
import type { ComplaintWords } from './words.ts';

export const de: ComplaintWords = {
  title: 'Beschwerde einreichen',
  intro: 'Sagen Sie uns, was schiefgelaufen ist. Sie erhalten sofort eine Vorgangsnummer.',
  what: {
    label: 'Was ist passiert?',
    hint: 'Bitte keine Passwörter oder Kartennummern angeben.',
    wrong: 'Bitte beschreiben Sie, was passiert ist.',
  },
  category: { label: 'Worum geht es?', wrong: 'Bitte wählen Sie, worum es geht.' },
  order: { label: 'Bestellnummer', hint: 'Falls Sie sie kennen.', wrong: 'Bitte prüfen Sie die Bestellnummer.' },
  name: { label: 'Ihr Name', wrong: 'Bitte prüfen Sie Ihren Namen.' },
  email: {
    label: 'Ihre E-Mail-Adresse',
    hint: 'Damit wir Ihnen antworten können.',
    wrong: 'Bitte geben Sie eine E-Mail-Adresse wie name@example.com ein.',
  },
  categories: {
    late: 'Verspätete Lieferung',
    damaged: 'Beschädigte Ware',
    incomplete: 'Etwas fehlt',
    'wrong-item': 'Falscher Artikel',
    quality: 'Qualität des Produkts',
    invoice: 'Rechnung oder Preis',
    service: 'Service',
    safety: 'Sicherheit oder Verletzung',
    other: 'Etwas anderes',
  },
  consent:
    'Was Sie hier schreiben, verwenden wir, um Ihrer Beschwerde nachzugehen, Ihnen zu antworten und es besser zu machen.',
  send: 'Beschwerde absenden',
  filed: {
    title: 'Wir haben Ihre Beschwerde erhalten',
    number: 'Ihre Vorgangsnummer',
    mailed: 'Wir schicken sie Ihnen auch per E-Mail.',
    unreachable: 'Bitte notieren Sie sie: Ohne E-Mail-Adresse können wir Ihnen nicht schreiben.',
    another: 'Weitere Beschwerde einreichen',
  },
  already:
    'Mit dieser Seite haben Sie bereits {case} abgeschickt. Wenn Sie auch dies absenden, wird daraus eine zweite Beschwerde.',
  mail: {
    received: {
      subject: 'Wir haben Ihre Beschwerde erhalten: {case}',
      title: 'Wir haben Ihre Beschwerde erhalten',
      text: 'Danke, dass Sie uns Bescheid geben. Es tut uns leid, dass etwas schiefgelaufen ist. Wir gehen der Sache nach.',
    },
    answered: { subject: 'Unsere Antwort auf Ihre Beschwerde {case}', title: 'Unsere Antwort auf Ihre Beschwerde' },
    number: 'Vorgangsnummer',
    date: 'Eingegangen',
    about: 'Worum es geht',
    quote: 'Bitte nennen Sie die Vorgangsnummer, wenn Sie uns dazu schreiben oder anrufen.',
    why: 'Sie erhalten diese Nachricht, weil diese Adresse bei einer Beschwerde angegeben wurde. Falls Sie das nicht waren, können Sie sie ignorieren.',
  },
};
