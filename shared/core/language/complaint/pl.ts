/** Polish words of complaints. */
import type { ComplaintWords } from './words.ts';

export const pl: ComplaintWords = {
  title: 'Złóż reklamację',
  intro: 'Prosimy opisać, co poszło nie tak. Numer sprawy pojawi się od razu.',
  what: {
    label: 'Co się stało?',
    hint: 'Prosimy nie podawać haseł ani numerów kart.',
    wrong: 'Prosimy opisać, co się stało.',
  },
  category: { label: 'Czego to dotyczy?', wrong: 'Prosimy wybrać, czego to dotyczy.' },
  order: { label: 'Numer zamówienia', hint: 'Jeśli jest znany.', wrong: 'Prosimy sprawdzić numer zamówienia.' },
  name: { label: 'Imię i nazwisko', wrong: 'Prosimy sprawdzić imię i nazwisko.' },
  email: {
    label: 'Adres e-mail',
    hint: 'Abyśmy mogli odpowiedzieć.',
    wrong: 'Prosimy podać adres e-mail, na przykład nazwa@example.com.',
  },
  categories: {
    late: 'Spóźniona dostawa',
    damaged: 'Uszkodzony towar',
    incomplete: 'Czegoś brakuje',
    'wrong-item': 'Niewłaściwy artykuł',
    quality: 'Jakość produktu',
    invoice: 'Faktura lub cena',
    service: 'Obsługa',
    safety: 'Bezpieczeństwo lub obrażenia',
    other: 'Coś innego',
  },
  consent:
    'To, co zostanie tu napisane, posłuży nam do rozpatrzenia reklamacji, udzielenia odpowiedzi i poprawy naszej pracy.',
  send: 'Wyślij reklamację',
  filed: {
    title: 'Otrzymaliśmy reklamację',
    number: 'Numer sprawy',
    mailed: 'Wysyłamy go także pocztą elektroniczną.',
    unreachable: 'Prosimy go zapisać: bez adresu e-mail nie możemy napisać.',
    another: 'Złóż kolejną reklamację',
  },
  already: 'Z tej strony wysłano już {case}. Wysłanie także tego utworzy drugą reklamację.',
  mail: {
    received: {
      subject: 'Otrzymaliśmy reklamację: {case}',
      title: 'Otrzymaliśmy reklamację',
      text: 'Dziękujemy za wiadomość. Przykro nam, że coś poszło nie tak. Zajmiemy się tą sprawą.',
    },
    answered: { subject: 'Nasza odpowiedź na reklamację {case}', title: 'Nasza odpowiedź na reklamację' },
    number: 'Numer sprawy',
    date: 'Otrzymano',
    about: 'Temat',
    quote: 'Prosimy podawać numer sprawy w każdej wiadomości i rozmowie na jej temat.',
    why: 'Ta wiadomość przyszła, ponieważ ten adres podano w reklamacji. Jeśli to pomyłka, można ją zignorować.',
  },
};
