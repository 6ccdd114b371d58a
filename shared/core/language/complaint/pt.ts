/** Portuguese words of complaints. */
import type { ComplaintWords } from './words.ts';

export const pt: ComplaintWords = {
  title: 'Apresentar uma reclamação',
  intro: 'Conte-nos o que correu mal. Recebe de imediato um número de processo.',
  what: {
    label: 'O que aconteceu?',
    hint: 'Não indique palavras-passe nem números de cartão.',
    wrong: 'Conte-nos o que aconteceu, por favor.',
  },
  category: { label: 'De que se trata?', wrong: 'Escolha de que se trata, por favor.' },
  order: { label: 'Número da encomenda', hint: 'Se o souber.', wrong: 'Verifique o número da encomenda, por favor.' },
  name: { label: 'O seu nome', wrong: 'Verifique o nome, por favor.' },
  email: {
    label: 'O seu endereço de e-mail',
    hint: 'Para podermos responder-lhe.',
    wrong: 'Indique um endereço de e-mail como nome@example.com.',
  },
  categories: {
    late: 'Entrega atrasada',
    damaged: 'Mercadoria danificada',
    incomplete: 'Falta alguma coisa',
    'wrong-item': 'Artigo errado',
    quality: 'Qualidade do produto',
    invoice: 'Fatura ou preço',
    service: 'Atendimento',
    safety: 'Segurança ou ferimentos',
    other: 'Outro assunto',
  },
  consent: 'Usamos o que escrever aqui para tratar a sua reclamação, responder-lhe e melhorar.',
  send: 'Enviar a reclamação',
  filed: {
    title: 'Recebemos a sua reclamação',
    number: 'O seu número de processo',
    mailed: 'Também o enviamos para o seu e-mail.',
    unreachable: 'Anote-o, por favor: sem um endereço de e-mail não podemos escrever-lhe.',
    another: 'Apresentar outra reclamação',
  },
  already: 'Já enviou {case} a partir desta página. Se enviar também isto, será uma segunda reclamação.',
  mail: {
    received: {
      subject: 'Recebemos a sua reclamação: {case}',
      title: 'Recebemos a sua reclamação',
      text: 'Obrigado por nos informar. Lamentamos o sucedido e vamos analisar o seu caso.',
    },
    answered: { subject: 'A nossa resposta à sua reclamação {case}', title: 'A nossa resposta à sua reclamação' },
    number: 'Número de processo',
    date: 'Recebida',
    about: 'Assunto',
    quote: 'Indique o número de processo sempre que nos escrever ou telefonar sobre este assunto.',
    why: 'Recebe esta mensagem porque este endereço foi indicado numa reclamação. Se não foi o seu caso, pode ignorá-la.',
  },
};
