/** Portuguese words of surveys. */
import type { SurveyWords } from './words.ts';

export const pt: SurveyWords = {
  ends: {
    nps: { lowest: 'Nada provável', highest: 'Muito provável' },
    csat: { lowest: 'Muito insatisfeito', highest: 'Muito satisfeito' },
    ces: { lowest: 'Muito difícil', highest: 'Muito fácil' },
  },
  none: 'Sem resposta',
  send: 'Enviar as minhas respostas',
  missing: 'Responda, por favor: {question}',
  missingHere: 'Responda a esta pergunta, por favor.',
  nothing: 'Responda pelo menos a uma pergunta, por favor.',
  thanks: { title: 'Obrigado!', text: 'Recebemos as suas respostas. Ajudam-nos a melhorar.' },
  another: 'Dar outra resposta',
  answered: { title: 'Já respondeu', text: 'Temos as suas respostas e não há mais nada a fazer. Obrigado!' },
  sent: { title: 'Estas respostas já foram enviadas', text: 'Recebemo-las da primeira vez. Obrigado!' },
  expired: {
    title: 'Este link expirou',
    text: 'O prazo para responder terminou. Obrigado por querer dar-nos a sua opinião.',
  },
  ended: { title: 'Este questionário terminou', text: 'Já não aceita respostas. Obrigado pelo seu interesse.' },
  stop: {
    title: 'Quer deixar de receber convites?',
    text: 'Deixaremos de lhe pedir a sua opinião por e-mail. As mensagens sobre as suas encomendas não mudam.',
    button: 'Parar os convites',
  },
  stopped: {
    title: 'Não receberá mais convites',
    text: 'Não voltaremos a pedir-lhe a sua opinião por e-mail.',
    button: 'Voltar a convidar-me',
  },
  resumed: {
    title: 'Poderá receber convites de novo',
    text: 'De vez em quando pediremos a sua opinião por e-mail. Cada mensagem tem um link para parar os convites.',
  },
};
