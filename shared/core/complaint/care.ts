/** What a complaint that came in asks of us at once: tell the customer that it did, tell its owner that it is severe. Pure. */
import type { Customer } from '../../../events/about.ts';
import type { Person } from '../config/person.ts';
import type { Policy } from '../config/policy.ts';
import { policyFor } from '../config/policy-in-force.ts';
import type { Language } from '../language/languages.ts';
import type { ComplaintRecord } from '../record/record.ts';
import { instantOfMoment } from '../time/calendar.ts';
import { type Case, standingOf } from './case.ts';
import { type SevereReason, severeReasons } from './severe.ts';

/** A complaint with what is personal of it. */
export interface KnownComplaint {
  record: ComplaintRecord;
  text?: string;
  customer?: Customer;
}

/** What lies further back came with an import of old complaints, and mails nobody. */
const freshMs = 7 * 86_400_000;

/**
 * So many severe complaints of one system are told by mail in an hour; the last of those mails says where the others
 * are. Anybody can fill in the form as often as they like, and whoever gets a thousand mails reads none.
 */
export const mostToldAnHour = 20;

const isFresh = ({ facets: { received } }: ComplaintRecord, policy: Policy, now: number): boolean =>
  received !== undefined && now - instantOfMoment(received.receivedAt, policy.timeZone) <= freshMs;

/** Why its owner is to be told; empty if they are not: it is not severe, old, in somebody's hands already, or was told. */
export const reasonsToTell = (
  { record, text }: KnownComplaint,
  known: Case | undefined,
  companyPolicy: Policy,
  now: number,
): SevereReason[] => {
  const policy = policyFor(companyPolicy, record.namespace);
  if (known?.ownerToldAt !== undefined || !isFresh(record, policy, now)) return [];
  if (standingOf(record.facets.handling, known).state !== 'received') return [];
  return severeReasons(record, text, policy);
};

/** The language and the address to confirm in and to; `undefined` if nobody asked for it, or it was done. */
export const confirmationOf = (
  { record, customer }: KnownComplaint,
  known: Case | undefined,
  companyPolicy: Policy,
  now: number,
): { language: Language; email: string } | undefined => {
  const email = customer?.email;
  if (known?.confirm === undefined || known.confirmedAt !== undefined || email === undefined) return undefined;
  if (!isFresh(record, policyFor(companyPolicy, record.namespace), now)) return undefined;
  return { language: known.confirm, email };
};

/**
 * Who is told of severe complaints: whom the policy names, else the quality managers, else top management. Somebody is,
 * as long as there is anybody.
 */
export const ownersOf = (people: readonly Person[], { complaints: { owner } }: Policy): Person[] => {
  const named = people.filter(({ id }) => id === owner);
  const having = (role: Person['roles'][number]) => people.filter(({ roles }) => roles.includes(role));
  return [named, having('quality-manager'), having('top-management')].find(({ length }) => length > 0) ?? [];
};
