/** What an erasure makes of one item of the board. Pure: the preview and the erasure itself ask the same question. */
import { customerId, isForCustomer, type Notice } from '../../core/notice/notice.ts';
import type { Invitation } from '../../core/survey/invitation.ts';
import { type Kind, kinds, recordPk } from '../../store/keys.ts';
import type { RejectItem } from '../../store/write-reject.ts';
import { type BoardItem, type ItemErasure, keep, remove } from '../board-item.ts';
import { forgetCaseEntry, forgetInvitation, forgetNotice, forgetVoices } from '../forget.ts';
import { identitiesInText, unescapeText } from '../identities.ts';
import { type Dossier, isTheirs } from './dossier.ts';
import { type Scrub, scrubValue } from './scrub.ts';

/** An erasure under way: the person, their keyed hashes, and what takes them out of texts. */
export interface Erasing {
  dossier: Dossier;
  /** Keyed hashes of everything by which the person is known. */
  persons: ReadonlySet<string>;
  scrub: Scrub;
  /** The same of addresses and telephone numbers alone. */
  scrubAddresses: Scrub;
}

/** Kinds that hold counts, keys, hashes, or what the company configured: nobody's words. They are not even read. */
export const impersonalKinds: readonly Kind[] = [
  ...([kinds.row, kinds.exception, kinds.conflict, kinds.run, kinds.epoch, kinds.touched, kinds.config] as const),
  ...([kinds.settling, kinds.spoken, kinds.counter, kinds.unsubscribed, kinds.probe, kinds.echo] as const),
  ...([
    kinds.heartbeat,
    kinds.asked,
    kinds.stopped,
    kinds.suppressed,
    kinds.erased,
    kinds.erasure,
    kinds.retention,
    kinds.invitationDay,
  ] as const),
];

type Specific = (item: BoardItem, erasing: Erasing) => ItemErasure;

const eraseReject: Specific = (item, { dossier, scrub }) => {
  const { source, namespace = source, event, value, problem, origin, subject } = item as BoardItem & RejectItem;
  const texts = [event, value, problem, subject ?? '', JSON.stringify(origin ?? {})].map(unescapeText);
  const named = isTheirs(dossier, identitiesInText(namespace, event)) || texts.some((text) => scrub(text) !== text);
  // A row of a file, or another product's payload, does not say its type.
  const saysType = (type: string) => origin !== undefined || event.includes(`hoshin.${type}.`);
  const aboutTheirs =
    subject !== undefined &&
    (['delivery', 'complaint', 'response', 'inspection'] as const).some(
      (type) => dossier.records.has(recordPk({ type, namespace, subject })) && saysType(type),
    );
  return named || aboutTheirs ? remove : keep;
};

const isPerson = (persons: ReadonlySet<string>, id: string): boolean =>
  [...persons].some((hash) => customerId(hash) === id);

const eraseNotice: Specific = (item, { dossier, persons }) => {
  // The item is ours: store wrote it.
  const { about, person } = item as BoardItem & Omit<Notice, 'kind'>;
  if (!isForCustomer(about)) return keep;
  const theirs =
    isTheirs(dossier, [{ email: person.email }]) ||
    isPerson(persons, person.id) ||
    (about.kind === 'invitation' && dossier.invitations.has(about.invitation)) ||
    (about.kind === 'complaint' && dossier.records.has(recordPk({ ...about, type: 'complaint' })));
  return theirs ? forgetNotice(item) : keep;
};

const eraseInvitation: Specific = (item, { dossier, persons }) => {
  const { id, person = '' } = item as BoardItem & Invitation;
  return dossier.invitations.has(id) || persons.has(person) ? forgetInvitation(item) : keep;
};

const eraseDue: Specific = (item, { dossier }) => (dossier.invitations.has(String(item.invitation)) ? remove : keep);

/** A case stands beside a complaint's record: the rest of their keys is the same. */
const eraseCaseEntry: Specific = (item, { dossier }) =>
  dossier.records.has(`complaint${item.pk.slice(kinds.case.length)}`) ? forgetCaseEntry(item) : keep;

const eraseDigest: Specific = (item, { dossier }) =>
  forgetVoices(item, (voice) => dossier.records.has(recordPk(voice)));

const specific: Partial<Record<Kind, Specific>> = {
  [kinds.reject]: eraseReject,
  [kinds.notice]: eraseNotice,
  [kinds.invitation]: eraseInvitation,
  [kinds.due]: eraseDue,
  [kinds.case]: eraseCaseEntry,
  [kinds.digest]: eraseDigest,
};

/**
 * Keys, and by which an item tells of another: a record's own key stays, so nothing may lead elsewhere. And to whom a mail
 * went: of the company's own people that is evidence, whoever else has their address.
 */
const kept: ReadonlySet<string> = new Set([
  ...['pk', 'sk', 'kind', 'person'],
  ...['namespace', 'subject', 'delivery', 'about'],
]);

const scrubItem = (item: BoardItem, scrub: Scrub): BoardItem => {
  const texts = Object.fromEntries(Object.entries(item).filter(([name]) => !kept.has(name)));
  const scrubbed = scrubValue(texts, scrub);
  return scrubbed === texts ? item : { ...item, ...scrubbed };
};

/** Where people of the company write what they like. Elsewhere, names are those of slices, objectives and colleagues. */
const written: ReadonlySet<Kind> = new Set([kinds.action, kinds.actionEvent, kinds.decision, kinds.case, kinds.digest]);

/** What is to become of an item. */
export const eraseItem = (item: BoardItem, erasing: Erasing): ItemErasure => {
  const first = specific[item.kind]?.(item, erasing) ?? keep;
  if (first.kind === 'delete') return first;
  const before = first.kind === 'change' ? first.item : item;
  const after = scrubItem(before, written.has(item.kind) ? erasing.scrub : erasing.scrubAddresses);
  return after === item ? keep : { kind: 'change', item: after };
};
