/** What the track function does with one event: the notice, the address, and who is told instead. */

import { type ToldInstead, tellInstead } from '../../shared/alerts/tell-instead.ts';
import { applyMailEvent } from '../../shared/core/notice/mail-event.ts';
import type { Notice } from '../../shared/core/notice/notice.ts';
import { suppressionBy } from '../../shared/core/notice/suppression.ts';
import { readNotice, writeDelivery } from '../../shared/store/notices.ts';
import { addressOf, writeSuppression } from '../../shared/store/suppressed.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { TrackedEvent } from './ses-event.ts';

/** What came of an event. Ids only: it is logged. */
export type Tracked =
  | { outcome: 'tracked'; notice: string; event: string; state: Notice['state']; instead?: ToldInstead['outcome'] }
  /** A mail that none of our notices owed: somebody else uses the configuration set, or the board is another one. */
  | { outcome: 'not-ours'; event: string; notice?: string };

const attempts = 5;

/** The notice after the event; undefined if there is none. Throws when others keep changing it. */
const update = async (board: NamedTable, id: string, { messageId, event }: TrackedEvent) => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const notice = await readNotice(board, id);
    if (notice === undefined) return undefined;
    // Of somebody who was erased since: what the mail server says often quotes the address.
    const { type, at } = event;
    const kept = notice.person.email === '' ? { type, at } : event;
    const delivery = applyMailEvent(notice, kept);
    if (delivery === undefined) return notice;
    const suppression = suppressionBy(kept, notice.person.id, addressOf(notice));
    // Before the event is known to the notice: a crash in between must not lose it.
    if (suppression) await writeSuppression(board, suppression);
    if (await writeDelivery(board, notice, { ...delivery, messageId })) return { ...notice, ...delivery };
  }
  throw new Error(`the notice ${id} kept changing`);
};

/** Does what one event asks for; doing it again changes nothing. `now` in milliseconds since 1970. */
export const trackEvent = async (board: NamedTable, tracked: TrackedEvent, now: number): Promise<Tracked> => {
  const { notice: id, event } = tracked;
  if (id === undefined) return { outcome: 'not-ours', event: event.type };
  const notice = await update(board, id, tracked);
  if (notice === undefined) return { outcome: 'not-ours', event: event.type, notice: id };
  const told = { outcome: 'tracked', notice: id, event: event.type, state: notice.state } as const;
  if (notice.state !== 'failed') return told;
  const instead = await tellInstead(board, notice, now);
  if (instead.outcome === 'contended') throw new Error(`the alerts of notice ${id} kept changing`);
  return { ...told, instead: instead.outcome };
};
