/** Polish words of surveys. */
import type { SurveyWords } from './words.ts';

export const pl: SurveyWords = {
  ends: {
    nps: { lowest: 'Bardzo mało prawdopodobne', highest: 'Bardzo prawdopodobne' },
    csat: { lowest: 'Bardzo źle', highest: 'Bardzo dobrze' },
    ces: { lowest: 'Bardzo trudno', highest: 'Bardzo łatwo' },
  },
  none: 'Bez odpowiedzi',
  send: 'Wyślij odpowiedzi',
  missing: 'Proszę odpowiedzieć: {question}',
  missingHere: 'Proszę odpowiedzieć na to pytanie.',
  nothing: 'Proszę odpowiedzieć na co najmniej jedno pytanie.',
  thanks: { title: 'Dziękujemy!', text: 'Otrzymaliśmy odpowiedzi. Pomogą nam działać lepiej.' },
  another: 'Wypełnij jeszcze raz',
  answered: {
    title: 'Ta ankieta została już wypełniona',
    text: 'Mamy te odpowiedzi i nic więcej nie trzeba robić. Dziękujemy!',
  },
  sent: { title: 'Te odpowiedzi zostały już wysłane', text: 'Otrzymaliśmy je za pierwszym razem. Dziękujemy!' },
  expired: {
    title: 'Ten link wygasł',
    text: 'Czas na odpowiedź już minął. Dziękujemy za chęć podzielenia się opinią.',
  },
  ended: { title: 'Ta ankieta się zakończyła', text: 'Nie przyjmuje już odpowiedzi. Dziękujemy za zainteresowanie.' },
  stop: {
    title: 'Nie wysyłać więcej zaproszeń?',
    text: 'Nie będziemy już prosić o opinię pocztą elektroniczną. Wiadomości o zamówieniach się nie zmienią.',
    button: 'Zakończ zaproszenia',
  },
  stopped: {
    title: 'Nie będzie więcej zaproszeń',
    text: 'Nie będziemy już prosić o opinię pocztą elektroniczną.',
    button: 'Proszę znów mnie zapraszać',
  },
  resumed: {
    title: 'Zaproszenia mogą znów przychodzić',
    text: 'Od czasu do czasu poprosimy o opinię pocztą elektroniczną. W każdej wiadomości jest link, który to kończy.',
  },
};
