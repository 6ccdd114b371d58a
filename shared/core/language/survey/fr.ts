/** French words of surveys. */
import type { SurveyWords } from './words.ts';

export const fr: SurveyWords = {
  ends: {
    nps: { lowest: 'Pas du tout probable', highest: 'Très probable' },
    csat: { lowest: 'Pas du tout satisfait', highest: 'Très satisfait' },
    ces: { lowest: 'Très difficile', highest: 'Très facile' },
  },
  none: 'Sans réponse',
  send: 'Envoyer mes réponses',
  missing: 'Veuillez répondre : {question}',
  missingHere: 'Veuillez répondre à cette question.',
  nothing: 'Veuillez répondre à une question au moins.',
  thanks: { title: 'Merci !', text: 'Nous avons bien reçu vos réponses. Elles nous aident à nous améliorer.' },
  another: 'Donner une autre réponse',
  answered: {
    title: 'Vous avez déjà répondu',
    text: 'Nous avons bien vos réponses, il n’y a plus rien à faire. Merci !',
  },
  sent: { title: 'Ces réponses ont déjà été envoyées', text: 'Nous les avons bien reçues la première fois. Merci !' },
  expired: {
    title: 'Ce lien a expiré',
    text: 'Le délai de réponse est dépassé. Merci d’avoir voulu nous donner votre avis.',
  },
  ended: { title: 'Cette enquête est terminée', text: 'Elle n’accepte plus de réponses. Merci de votre intérêt.' },
  stop: {
    title: 'Ne plus recevoir d’invitations ?',
    text: 'Nous ne vous demanderons plus votre avis par e-mail. Les messages concernant vos commandes ne changent pas.',
    button: 'Arrêter les invitations',
  },
  stopped: {
    title: 'Vous ne recevrez plus d’invitations',
    text: 'Nous ne vous demanderons plus votre avis par e-mail.',
    button: 'M’inviter à nouveau',
  },
  resumed: {
    title: 'Vous pourrez recevoir à nouveau des invitations',
    text: 'De temps en temps, nous vous demanderons votre avis par e-mail. Chaque message contient un lien pour arrêter.',
  },
};
