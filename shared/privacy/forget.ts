/** Items of the board without the customer whom they are about: for an erasure, and when they were kept for long enough. */
import type { Case, CaseEntry } from '../core/complaint/case.ts';
import type { DigestContent, DigestVoice } from '../core/digest/content.ts';
import type { Notice } from '../core/notice/notice.ts';
import type { Invitation } from '../core/survey/invitation.ts';
import { type BoardItem, type ItemErasure, keep } from './board-item.ts';

/** What stands in place of what was taken out, as in mails that quote customers. */
export const hole = '[…]';

const isSettled = ({ state }: Pick<Notice, 'state'>): boolean => state !== 'pending' && state !== 'ambiguous';

/** A notice to a customer: that there was a mail stays, and what became of it. One that is still owed is sent to nobody. */
export const forgetNotice = (item: BoardItem): ItemErasure => {
  // The item is ours: store wrote it.
  const notice = item as BoardItem & Omit<Notice, 'kind'>;
  const { person, events = [] } = notice;
  if (person.email === '' && person.name === '') return keep;
  const { problem: _, leaseUntil: __, notBefore: ___, ...rest } = notice;
  return {
    kind: 'change',
    item: {
      ...rest,
      person: { id: person.id, name: '', email: '' },
      // What the mail server said often quotes the address.
      ...(events.length > 0 && { events: events.map(({ type, at }) => ({ type, at })) }),
      ...(!isSettled(notice) && { state: 'skipped', problem: 'there is no address any more' }),
    },
  };
};

/** An invitation: nobody is asked by it any more. */
export const forgetInvitation = (item: BoardItem): ItemErasure => {
  const { customer, dueAt, ...invitation } = item as BoardItem & Invitation;
  const waiting = invitation.state === 'waiting';
  if (!customer && dueAt === undefined && !waiting) return keep;
  return {
    kind: 'change',
    item: {
      ...invitation,
      ...(waiting && { state: 'skipped', reason: 'erased' }),
      version: invitation.version + 1,
    },
  };
};

/** A case, or an entry of its history: who did what when stays. The digest of what was sent could confirm a guess of it. */
export const forgetCaseEntry = (item: BoardItem): ItemErasure => {
  const { answer, note, sent, ...entry } = item as BoardItem & Partial<CaseEntry & Pick<Case, 'sent'>>;
  return answer === undefined && note === undefined && sent === undefined ? keep : { kind: 'change', item: entry };
};

/** A digest: that a customer was quoted stays, and about what. */
export const forgetVoices = (item: BoardItem, isMeant: (voice: DigestVoice) => boolean): ItemErasure => {
  const { content } = item as BoardItem & { content: DigestContent };
  const isToGo = (voice: DigestVoice) => voice.text !== hole && isMeant(voice);
  if (!content.voices.some(isToGo)) return keep;
  const voices = content.voices.map((voice) => (isToGo(voice) ? { ...voice, text: hole } : voice));
  return { kind: 'change', item: { ...item, content: { ...content, voices } } };
};
