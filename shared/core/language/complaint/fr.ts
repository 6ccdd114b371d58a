/** French words of complaints. */
import type { ComplaintWords } from './words.ts';

export const fr: ComplaintWords = {
  title: 'Déposer une réclamation',
  intro: 'Dites-nous ce qui s’est mal passé. Vous recevez aussitôt un numéro de dossier.',
  what: {
    label: 'Que s’est-il passé ?',
    hint: 'N’indiquez ni mot de passe ni numéro de carte.',
    wrong: 'Veuillez décrire ce qui s’est passé.',
  },
  category: { label: 'De quoi s’agit-il ?', wrong: 'Veuillez choisir de quoi il s’agit.' },
  order: {
    label: 'Numéro de commande',
    hint: 'Si vous le connaissez.',
    wrong: 'Veuillez vérifier le numéro de commande.',
  },
  name: { label: 'Votre nom', wrong: 'Veuillez vérifier votre nom.' },
  email: {
    label: 'Votre adresse e-mail',
    hint: 'Pour que nous puissions vous répondre.',
    wrong: 'Veuillez saisir une adresse e-mail telle que nom@example.com.',
  },
  categories: {
    late: 'Livraison en retard',
    damaged: 'Marchandise endommagée',
    incomplete: 'Il manque quelque chose',
    'wrong-item': 'Mauvais article',
    quality: 'Qualité du produit',
    invoice: 'Facture ou prix',
    service: 'Service',
    safety: 'Sécurité ou blessure',
    other: 'Autre chose',
  },
  consent: 'Ce que vous écrivez ici nous sert à traiter votre réclamation, à vous répondre et à nous améliorer.',
  send: 'Envoyer la réclamation',
  filed: {
    title: 'Nous avons reçu votre réclamation',
    number: 'Votre numéro de dossier',
    mailed: 'Nous vous l’envoyons aussi par e-mail.',
    unreachable: 'Notez-le bien : sans adresse e-mail, nous ne pouvons pas vous écrire.',
    another: 'Déposer une autre réclamation',
  },
  already:
    'Vous avez déjà envoyé {case} depuis cette page. Si vous envoyez aussi ceci, ce sera une deuxième réclamation.',
  mail: {
    received: {
      subject: 'Nous avons reçu votre réclamation : {case}',
      title: 'Nous avons reçu votre réclamation',
      text: 'Merci de nous l’avoir signalé. Nous sommes désolés de ce qui s’est passé et nous allons examiner votre dossier.',
    },
    answered: { subject: 'Notre réponse à votre réclamation {case}', title: 'Notre réponse à votre réclamation' },
    number: 'Numéro de dossier',
    date: 'Reçue le',
    about: 'Objet',
    quote: 'Veuillez indiquer le numéro de dossier dans tout message ou appel à ce sujet.',
    why: 'Vous recevez ce message parce que cette adresse a été indiquée dans une réclamation. Si ce n’était pas vous, vous pouvez l’ignorer.',
  },
};
