/** What an erasure makes of one item of the board. Pure: the preview and the erasure itself ask the same question. */
import type { CaseEntry } from '../../core/complaint/case.ts';
import type { DigestContent, DigestVoice } from '../../core/digest/content.ts';
import { customerId, isForCustomer, type Notice } from '../../core/notice/notice.ts';
import type { Suppression } from '../../core/notice/suppression.ts';
import type { Invitation } from '../../core/survey/invitation.ts';
import { type Key, type Kind, kinds, recordPk } from '../../store/keys.ts';
import type { RejectItem } from '../../store/write-reject.ts';
import { identitiesInText } from '../identities.ts';
import { type Dossier, isTheirs } from './dossier.ts';
import { hole, type Scrub, scrubValue } from './scrub.ts';

export interface BoardItem extends Key, Record<string, unknown> {
  kind: Kind;
}

export type ItemErasure =
  | { kind: 'keep' }
  | { kind: 'delete' }
  /** The item as it is to be. */
  | { kind: 'change'; item: BoardItem };

/** An erasure under way: the person, their keyed hashes, and what takes them out of texts. */
export interface Erasing {
  dossier: Dossier;
  /** Keyed hashes of everything by which the person is known. */
  persons: ReadonlySet<string>;
  scrub: Scrub;
}

/** Kinds that hold counts, keys, hashes, or what the company configured: nobody's words. They are not even read. */
export const impersonalKinds: readonly Kind[] = [
  ...([kinds.row, kinds.exception, kinds.conflict, kinds.run, kinds.epoch, kinds.touched, kinds.config] as const),
  ...([kinds.settling, kinds.spoken, kinds.counter, kinds.unsubscribed, kinds.probe, kinds.echo] as const),
  ...([kinds.heartbeat, kinds.asked, kinds.stopped, kinds.erased, kinds.erasure] as const),
];

type Specific = (item: BoardItem, erasing: Erasing) => ItemErasure;

const keep: ItemErasure = { kind: 'keep' };
const remove: ItemErasure = { kind: 'delete' };

const eraseReject: Specific = (item, { dossier, scrub }) => {
  const { source, namespace = source, event, value, problem, origin, subject } = item as BoardItem & RejectItem;
  const texts = [event, value, problem, JSON.stringify(origin ?? {})];
  const named = isTheirs(dossier, identitiesInText(namespace, event)) || texts.some((text) => scrub(text) !== text);
  const aboutTheirs =
    subject !== undefined &&
    (['delivery', 'complaint', 'response', 'inspection'] as const).some(
      (type) => dossier.records.has(recordPk({ type, namespace, subject })) && event.includes(`hoshin.${type}.`),
    );
  return named || aboutTheirs ? remove : keep;
};

const isPerson = (persons: ReadonlySet<string>, id: string): boolean =>
  [...persons].some((hash) => customerId(hash) === id);

const isSettled = ({ state }: Pick<Notice, 'state'>): boolean => state !== 'pending' && state !== 'ambiguous';

const eraseNotice: Specific = (item, { dossier, persons }) => {
  // The item is ours: store wrote it.
  const notice = item as BoardItem & Omit<Notice, 'kind'>;
  const { about, person, events = [] } = notice;
  if (!isForCustomer(about)) return keep;
  const theirs =
    isTheirs(dossier, [{ email: person.email }]) ||
    isPerson(persons, person.id) ||
    (about.kind === 'invitation' && dossier.invitations.has(about.invitation)) ||
    (about.kind === 'complaint' && dossier.records.has(recordPk({ ...about, type: 'complaint' })));
  if (!theirs || (person.email === '' && person.name === '')) return keep;
  const { problem: _, leaseUntil: __, notBefore: ___, ...rest } = notice;
  return {
    kind: 'change',
    item: {
      ...rest,
      person: { id: person.id, name: '', email: '' },
      // What the mail server said often quotes the address.
      ...(events.length > 0 && { events: events.map(({ type, at }) => ({ type, at })) }),
      ...(!isSettled(notice) && { state: 'skipped', problem: 'the person was erased' }),
    },
  };
};

const eraseInvitation: Specific = (item, { dossier, persons }) => {
  const { customer, dueAt, ...invitation } = item as BoardItem & Invitation;
  if (!dossier.invitations.has(invitation.id) && !persons.has(invitation.person ?? '')) return keep;
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

const eraseDue: Specific = (item, { dossier }) => (dossier.invitations.has(String(item.invitation)) ? remove : keep);

/** A case stands beside a complaint's record: the rest of their keys is the same. */
const eraseCaseEntry: Specific = (item, { dossier }) => {
  const theirs = dossier.records.has(`complaint${item.pk.slice(kinds.case.length)}`);
  const { answer, note, ...entry } = item as BoardItem & Partial<CaseEntry>;
  if (!theirs || (answer === undefined && note === undefined)) return keep;
  return { kind: 'change', item: entry };
};

const eraseDigest: Specific = (item, { dossier }) => {
  const { content } = item as BoardItem & { content: DigestContent };
  const isTheirVoice = (voice: DigestVoice) => dossier.records.has(recordPk(voice)) && voice.text !== hole;
  if (!content.voices.some(isTheirVoice)) return keep;
  const voices = content.voices.map((voice) => (isTheirVoice(voice) ? { ...voice, text: hole } : voice));
  return { kind: 'change', item: { ...item, content: { ...content, voices } } };
};

const eraseSuppressed: Specific = (item, { persons }) => {
  const { person } = item as BoardItem & Suppression;
  return isPerson(persons, person) ? remove : keep;
};

const specific: Partial<Record<Kind, Specific>> = {
  [kinds.reject]: eraseReject,
  [kinds.notice]: eraseNotice,
  [kinds.invitation]: eraseInvitation,
  [kinds.due]: eraseDue,
  [kinds.case]: eraseCaseEntry,
  [kinds.digest]: eraseDigest,
  [kinds.suppressed]: eraseSuppressed,
};

/** Keys, and to whom a mail went: of the company's own people that is evidence, whoever else has their address. */
const kept: ReadonlySet<string> = new Set(['pk', 'sk', 'kind', 'person']);

const scrubItem = (item: BoardItem, scrub: Scrub): BoardItem => {
  const texts = Object.fromEntries(Object.entries(item).filter(([name]) => !kept.has(name)));
  const scrubbed = scrubValue(texts, scrub);
  return scrubbed === texts ? item : { ...item, ...scrubbed };
};

/** What is to become of an item. */
export const eraseItem = (item: BoardItem, erasing: Erasing): ItemErasure => {
  const first = specific[item.kind]?.(item, erasing) ?? keep;
  if (first.kind === 'delete') return first;
  const before = first.kind === 'change' ? first.item : item;
  const after = scrubItem(before, erasing.scrub);
  return after === item ? keep : { kind: 'change', item: after };
};
