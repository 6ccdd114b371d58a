/** Spanish words of surveys. */
import type { SurveyWords } from './words.ts';

export const es: SurveyWords = {
  ends: {
    nps: { lowest: 'Nada probable', highest: 'Muy probable' },
    csat: { lowest: 'Muy insatisfecho', highest: 'Muy satisfecho' },
    ces: { lowest: 'Muy difícil', highest: 'Muy fácil' },
  },
  none: 'Sin respuesta',
  send: 'Enviar mis respuestas',
  missing: 'Responda, por favor: {question}',
  missingHere: 'Responda a esta pregunta, por favor.',
  nothing: 'Responda al menos a una pregunta, por favor.',
  thanks: { title: '¡Gracias!', text: 'Hemos recibido sus respuestas. Nos ayudan a mejorar.' },
  another: 'Dar otra respuesta',
  answered: { title: 'Ya ha respondido', text: 'Tenemos sus respuestas y no queda nada por hacer. ¡Gracias!' },
  sent: { title: 'Estas respuestas ya se enviaron', text: 'Las recibimos la primera vez. ¡Gracias!' },
  expired: {
    title: 'Este enlace ha caducado',
    text: 'El plazo para responder ha terminado. Gracias por querer darnos su opinión.',
  },
  ended: { title: 'Esta encuesta ha terminado', text: 'Ya no admite respuestas. Gracias por su interés.' },
  stop: {
    title: '¿Quiere dejar de recibir invitaciones?',
    text: 'Ya no le pediremos su opinión por correo electrónico. Los mensajes sobre sus pedidos no cambian.',
    button: 'Dejar de recibir invitaciones',
  },
  stopped: {
    title: 'Ya no recibirá más invitaciones',
    text: 'No volveremos a pedirle su opinión por correo electrónico.',
    button: 'Volver a invitarme',
  },
  resumed: {
    title: 'Podrá recibir invitaciones de nuevo',
    text: 'De vez en cuando le pediremos su opinión por correo electrónico. Cada mensaje tiene un enlace para dejar de recibirlos.',
  },
};
