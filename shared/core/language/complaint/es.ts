/** Spanish words of complaints. */
import type { ComplaintWords } from './words.ts';

export const es: ComplaintWords = {
  title: 'Presentar una reclamación',
  intro: 'Cuéntenos qué salió mal. Recibirá un número de caso al instante.',
  what: {
    label: '¿Qué ha pasado?',
    hint: 'No indique contraseñas ni números de tarjeta.',
    wrong: 'Cuéntenos qué ha pasado, por favor.',
  },
  category: { label: '¿De qué se trata?', wrong: 'Elija de qué se trata, por favor.' },
  order: { label: 'Número de pedido', hint: 'Si lo conoce.', wrong: 'Revise el número de pedido, por favor.' },
  name: { label: 'Su nombre', wrong: 'Revise su nombre, por favor.' },
  email: {
    label: 'Su correo electrónico',
    hint: 'Para que podamos responderle.',
    wrong: 'Escriba una dirección de correo como nombre@example.com.',
  },
  categories: {
    late: 'Entrega con retraso',
    damaged: 'Mercancía dañada',
    incomplete: 'Falta algo',
    'wrong-item': 'Artículo equivocado',
    quality: 'Calidad del producto',
    invoice: 'Factura o precio',
    service: 'Atención al cliente',
    safety: 'Seguridad o lesiones',
    other: 'Otra cosa',
  },
  consent: 'Usamos lo que escriba aquí para atender su reclamación, responderle y mejorar.',
  send: 'Enviar la reclamación',
  filed: {
    title: 'Hemos recibido su reclamación',
    number: 'Su número de caso',
    mailed: 'También se lo enviamos por correo electrónico.',
    unreachable: 'Anótelo, por favor: sin una dirección de correo no podemos escribirle.',
    another: 'Presentar otra reclamación',
  },
  already: 'Ya ha enviado {case} desde esta página. Si envía también esto, será una segunda reclamación.',
  mail: {
    received: {
      subject: 'Hemos recibido su reclamación: {case}',
      title: 'Hemos recibido su reclamación',
      text: 'Gracias por decírnoslo. Lamentamos lo ocurrido y vamos a estudiarlo.',
    },
    answered: { subject: 'Nuestra respuesta a su reclamación {case}', title: 'Nuestra respuesta a su reclamación' },
    number: 'Número de caso',
    date: 'Recibida',
    about: 'Asunto',
    quote: 'Indique el número de caso cuando nos escriba o nos llame por este motivo.',
    why: 'Recibe este mensaje porque esta dirección se indicó en una reclamación. Si no fue usted, puede ignorarlo.',
  },
};
