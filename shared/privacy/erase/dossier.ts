/**
 * What is known of one person while they are looked for: who they are, what is theirs, and what would give them away.
 * Each record that is theirs may tell another address or id of theirs, so the search goes on until nothing new is found.
 */
import type { Customer } from '../../../events/about.ts';
import { plainAddress } from '../../core/privacy/plain-address.ts';
import type { Invitation } from '../../core/survey/invitation.ts';
import { parseRecordPk, recordPk } from '../../store/keys.ts';
import { personalAttribute, type RecordItem } from '../../store/record-item.ts';
import { identitiesOf } from '../identities.ts';
import type { Identity } from '../person-key.ts';

export interface Dossier {
  /** As `plainAddress` writes them. */
  emails: Set<string>;
  /** By namespace and id, as `idText` writes them. */
  ids: Set<string>;
  /** An id whose namespace was not said: whichever knows it. */
  anyNamespace?: string;
  names: Set<string>;
  phones: Set<string>;
  /** What they wrote. */
  texts: Set<string>;
  /** Keys of the records table. */
  records: Set<string>;
  /** Subjects of their deliveries: answers name them. */
  deliveries: Set<string>;
  /** Ids of their invitations. */
  invitations: Set<string>;
}

const idText = (namespace: string, id: string): string => JSON.stringify([namespace, id.normalize('NFC').trim()]);

/** Begins with the identity that somebody was asked to erase; an id without namespace means whichever knows it. */
export const openDossier = (person: { email: string } | { namespace?: string | undefined; id: string }): Dossier => ({
  emails: new Set('email' in person ? [plainAddress(person.email)] : []),
  ids: new Set('id' in person && person.namespace !== undefined ? [idText(person.namespace, person.id)] : []),
  ...('id' in person && person.namespace === undefined && { anyNamespace: person.id.normalize('NFC').trim() }),
  names: new Set(),
  phones: new Set(),
  texts: new Set(),
  records: new Set(),
  deliveries: new Set(),
  invitations: new Set(),
});

/** Everything by which the person is known. */
export const identitiesOfDossier = ({ emails, ids }: Pick<Dossier, 'emails' | 'ids'>): Identity[] => [
  ...[...emails].map((email) => ({ email })),
  ...[...ids].map((text) => {
    const [namespace, id] = JSON.parse(text) as [string, string];
    return { namespace, id };
  }),
];

/** True if one of these is the person's. */
export const isTheirs = (dossier: Dossier, identities: readonly Identity[]): boolean =>
  identities.some((identity) =>
    'email' in identity
      ? dossier.emails.has(plainAddress(identity.email))
      : dossier.ids.has(idText(identity.namespace, identity.id)) ||
        dossier.anyNamespace === identity.id.normalize('NFC').trim(),
  );

/** Adds who a customer is. */
const learnCustomer = (dossier: Dossier, namespace: string, { id, name, email, phone }: Customer): void => {
  if (email !== undefined) dossier.emails.add(plainAddress(email));
  if (id !== undefined) dossier.ids.add(idText(namespace, id));
  if (name !== undefined) dossier.names.add(name);
  if (phone !== undefined) dossier.phones.add(phone);
};

interface Personal {
  customer?: Customer;
  text?: string;
  texts?: Record<string, string>;
}

const personalOf = (item: RecordItem): Personal[] =>
  ['about', 'received', 'answer'].flatMap((facet) => {
    const part = item[personalAttribute(facet)];
    return typeof part === 'object' && part !== null ? [part as Personal] : [];
  });

const answeredDelivery = (item: RecordItem): string | undefined =>
  (item.answer as { delivery?: string } | undefined)?.delivery;

/** How much is known: the search ends once a round through the tables adds nothing. */
export const extentOf = ({ emails, ids, records, deliveries, invitations }: Dossier): number =>
  emails.size + ids.size + records.size + deliveries.size + invitations.size;

/** Looks at one record, and learns all that it tells if it is the person's. */
export const learnRecord = (dossier: Dossier, item: RecordItem): void => {
  const { type, namespace, subject } = parseRecordPk(item.pk);
  const personal = personalOf(item);
  const customers = personal.flatMap(({ customer }) => customer ?? []);
  const named = customers.some((customer) => isTheirs(dossier, identitiesOf(namespace, customer)));
  const delivery = answeredDelivery(item);
  // An answer about their delivery that tells nobody; one that tells somebody else is somebody else's.
  const anonymous = customers.every(({ id, email }) => id === undefined && email === undefined);
  const answered = anonymous && delivery !== undefined && dossier.deliveries.has(delivery);
  if (!named && !answered && !dossier.records.has(item.pk)) return;
  dossier.records.add(item.pk);
  if (type === 'delivery') dossier.deliveries.add(subject);
  for (const customer of customers) learnCustomer(dossier, namespace, customer);
  for (const { text, texts = {} } of personal)
    for (const words of [text, ...Object.values(texts)]) if (words) dossier.texts.add(words);
};

/** Looks at one invitation, and learns all that it tells if it is the person's. */
export const learnInvitation = (dossier: Dossier, { id, customer, delivery }: Invitation): void => {
  const { namespace, subject } = delivery;
  const theirs =
    isTheirs(dossier, customer ? identitiesOf(namespace, customer) : []) ||
    dossier.records.has(recordPk({ type: 'delivery', namespace, subject }));
  if (!theirs) return;
  dossier.invitations.add(id);
  dossier.deliveries.add(subject);
  if (customer) learnCustomer(dossier, namespace, customer);
};
