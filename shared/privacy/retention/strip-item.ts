/** What becomes of an item of the board once what is personal in it was kept for long enough. Pure. */
import type { Case, CaseEntry } from '../../core/complaint/case.ts';
import type { Retention } from '../../core/config/retention.ts';
import type { DigestContent } from '../../core/digest/content.ts';
import { isForCustomer, type Notice } from '../../core/notice/notice.ts';
import { isStale } from '../../core/privacy/stale.ts';
import type { Invitation } from '../../core/survey/invitation.ts';
import { type Kind, kinds } from '../../store/keys.ts';
import type { RejectItem } from '../../store/write-reject.ts';
import { type BoardItem, type ItemErasure, keep, remove } from '../board-item.ts';
import { forgetCaseEntry, forgetInvitation, forgetNotice, forgetVoices } from '../forget.ts';

type Strip = (item: BoardItem, retention: Retention, now: number) => ItemErasure;

const strips: Partial<Record<Kind, Strip>> = {
  [kinds.reject]: (item, retention, now) =>
    isStale(retention, 'rejects', (item as BoardItem & RejectItem).receivedAt, now) ? remove : keep,
  [kinds.notice]: (item, retention, now) => {
    const { about, createdAt } = item as BoardItem & Omit<Notice, 'kind'>;
    return isForCustomer(about) && isStale(retention, 'notices', createdAt, now) ? forgetNotice(item) : keep;
  },
  [kinds.invitation]: (item, retention, now) =>
    isStale(retention, 'invitations', (item as BoardItem & Invitation).createdAt, now) ? forgetInvitation(item) : keep,
  [kinds.case]: (item, retention, now) => {
    const { at, openedAt } = item as BoardItem & Partial<CaseEntry & Pick<Case, 'openedAt'>>;
    return isStale(retention, 'text', at ?? openedAt, now) ? forgetCaseEntry(item) : keep;
  },
  [kinds.digest]: (item, retention, now) => {
    const { content } = item as BoardItem & { content: DigestContent };
    return isStale(retention, 'text', content.at, now) ? forgetVoices(item, () => true) : keep;
  },
};

/** The kinds that hold what is kept for a while only: others are not shown. */
export const retainedKinds = Object.keys(strips) as Kind[];

/** What is to become of an item. */
export const stripItem = (item: BoardItem, retention: Retention, now: number): ItemErasure =>
  strips[item.kind]?.(item, retention, now) ?? keep;
