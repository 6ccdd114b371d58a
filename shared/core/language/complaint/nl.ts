/** Dutch words of complaints. */
import type { ComplaintWords } from './words.ts';

export const nl: ComplaintWords = {
  title: 'Een klacht indienen',
  intro: 'Vertel ons wat er misging. U krijgt meteen een zaaknummer.',
  what: {
    label: 'Wat is er gebeurd?',
    hint: 'Vermeld geen wachtwoorden of kaartnummers.',
    wrong: 'Vertel ons wat er is gebeurd.',
  },
  category: { label: 'Waar gaat het over?', wrong: 'Kies waar het over gaat.' },
  order: { label: 'Bestelnummer', hint: 'Als u het weet.', wrong: 'Controleer het bestelnummer.' },
  name: { label: 'Uw naam', wrong: 'Controleer uw naam.' },
  email: {
    label: 'Uw e-mailadres',
    hint: 'Zodat wij u kunnen antwoorden.',
    wrong: 'Vul een e-mailadres in zoals naam@example.com.',
  },
  categories: {
    late: 'Te late levering',
    damaged: 'Beschadigde goederen',
    incomplete: 'Er ontbreekt iets',
    'wrong-item': 'Verkeerd artikel',
    quality: 'Kwaliteit van het product',
    invoice: 'Factuur of prijs',
    service: 'Service',
    safety: 'Veiligheid of letsel',
    other: 'Iets anders',
  },
  consent: 'Wat u hier schrijft, gebruiken wij om uw klacht te onderzoeken, u te antwoorden en het beter te doen.',
  send: 'Klacht versturen',
  filed: {
    title: 'Wij hebben uw klacht ontvangen',
    number: 'Uw zaaknummer',
    mailed: 'Wij sturen het u ook per e-mail.',
    unreachable: 'Schrijf het op: zonder e-mailadres kunnen wij u niet schrijven.',
    another: 'Nog een klacht indienen',
  },
  already: 'Via deze pagina hebt u {case} al verstuurd. Als u ook dit verstuurt, wordt het een tweede klacht.',
  mail: {
    received: {
      subject: 'Wij hebben uw klacht ontvangen: {case}',
      title: 'Wij hebben uw klacht ontvangen',
      text: 'Bedankt dat u het ons laat weten. Het spijt ons dat er iets is misgegaan. Wij zoeken het uit.',
    },
    answered: { subject: 'Ons antwoord op uw klacht {case}', title: 'Ons antwoord op uw klacht' },
    number: 'Zaaknummer',
    date: 'Ontvangen',
    about: 'Onderwerp',
    quote: 'Vermeld het zaaknummer als u hierover schrijft of belt.',
    why: 'U krijgt dit bericht omdat dit adres bij een klacht is opgegeven. Was u dat niet, dan kunt u het negeren.',
  },
};
