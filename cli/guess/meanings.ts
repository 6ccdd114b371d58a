/** What the texts of a column mean, in several languages: states, truth, severity. */
import { normaliseName } from './lexicon.ts';

/** What states are called; the first that fits. */
export const stateWords: Record<'progress.state' | 'handling.state', [RegExp, string | null][]> = {
  'progress.state': [
    [/cancel|storn|annul|anul/, null],
    [/return|retour|devol|reso\b|zuruck/, 'returned'],
    [
      /(?:not|un|nicht|non|no) ?(?:delivered|zugestellt|livre|entregad)|undeliver|fail|lost|exception|gescheitert|verloren|echec|fallid|perdu/,
      'failed',
    ],
    [
      /deliver(?:ed|y complete)|geliefert|zugestellt|livre|entregad|consegnat|geleverd|dostarcz|complete|fulfilled/,
      'delivered',
    ],
    [
      /transit|ship|sent|dispatch|out for|unterwegs|versand|versendet|expedi|enviad|spedit|verzonden|on the way|handed over/,
      'in-transit',
    ],
    [
      /pend|open|new|created|process|approved|invoiced|received|booked|offen|neu|angelegt|bearbeitung|en cours|ouvert|abiert|pendiente|aperto|preparing|packed|unavailable|hold/,
      'pending',
    ],
  ],
  'handling.state': [
    [/clos|geschlossen|abgeschlossen|clos|cerrad|fechad|chius|gesloten|zamkni/, 'closed'],
    [/resol|solved|done|complete|gelost|erledigt|termin|resuelt|risolt|opgelost/, 'resolved'],
    [
      /acknowledg|assign|progress|started|working|in process|bearbeitung|en cours|en curso|em andamento|in lavorazione/,
      'acknowledged',
    ],
    [/open|new|received|pend|offen|neu|eingegangen|ouvert|nouve|abiert|aberto|apert|recu|recib/, 'received'],
  ],
};

const yes = /^(?:true|t|yes|y|1|ja|j|oui|o|si|sí|s|sim|tak|x|wahr|vrai|verdadero|on ?time)$/;
const no = /^(?:false|f|no|n|0|nein|non|não|nao|nee|nie|falsch|faux|falso|late|overdue)$/;

/** The truth that a text means, in any case and several languages; `undefined` if none. */
export const truthOf = (text: string): boolean | undefined => {
  const lower = text.toLowerCase();
  return yes.test(lower) ? true : no.test(lower) ? false : undefined;
};

/** What a text says of the severity of a complaint. */
export const severityOf = (text: string): 'low' | 'normal' | 'high' | undefined => {
  const lower = normaliseName(text);
  if (/^(?:low|niedrig|gering|faible|baja|baixa|bassa|minor|p[34]|sev ?[34])$/.test(lower)) return 'low';
  if (/^(?:normal|medium|mittel|moyenne?|media|medio|p2|sev ?2)$/.test(lower)) return 'normal';
  if (/^(?:high|hoch|critical|kritisch|urgent|elevee?|alta|alto|grave|major|p[01]|sev ?1)$/.test(lower)) return 'high';
  return undefined;
};
