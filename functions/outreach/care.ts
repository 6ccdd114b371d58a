/** A complaint that came in: its owner is told where it is a severe one, and its customer that it came in. Once each. */
import { customerNotice, ownerNotice } from '../../shared/complaints/case-notice.ts';
import { complaintIn } from '../../shared/complaints/known-complaint.ts';
import {
  confirmationOf,
  type KnownComplaint,
  mostToldAnHour,
  ownersOf,
  reasonsToTell,
} from '../../shared/core/complaint/care.ts';
import type { Case, CaseEntry } from '../../shared/core/complaint/case.ts';
import type { Person } from '../../shared/core/config/person.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import { ownSources } from '../../shared/core/record/own-sources.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import type { HashPerson } from '../../shared/privacy/person-key.ts';
import type { Cached } from '../../shared/store/cache.ts';
import { type CaseStep, readCase, writeCaseStep } from '../../shared/store/cases.ts';
import { effectiveOn, readConfig } from '../../shared/store/config.ts';
import { countItem, notErasedItem } from '../../shared/store/customers.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { Follow } from './follow-records.ts';

export interface Caring {
  board: NamedTable;
  /** What is in force, not much older than a minute. */
  rules: Cached<{ policy: Policy }>;
  hash: HashPerson;
  /** Tells that a severe complaint has no owner at all: nobody is configured. */
  onOwnerless(complaint: { namespace: string; subject: string }): void;
  /** Tells that a customer gets no confirmation: their address, or the form, had enough of them, or they were erased. */
  onUnconfirmed(complaint: { namespace: string; subject: string }): void;
  /** Tells that no mail tells of a severe complaint, since too many of its system and hour were told. */
  onUntold(complaint: { namespace: string; subject: string }): void;
  now(): number;
}

/** What is owed because of a complaint, by its case as it was read; `undefined` if nothing is. */
type Plan = (caring: Caring, complaint: KnownComplaint, known: Case | undefined) => Promise<CaseStep | undefined>;

/** Anybody can write any address into the form: one address gets so many confirmations a day and no more. */
const mostConfirmationsADay = 5;
/** The form sends so many in all an hour and no more: what mails cost in money and reputation, alerts need as well. */
const mostConfirmationsAnHour = 500;
/** Somebody may move the case at the same moment. */
const attempts = 4;

const whyOf = (person: Person, { complaints: { owner } }: Policy): string => {
  if (person.id === owner) return 'complaint owner';
  return person.roles.includes('quality-manager') ? 'quality-manager' : 'top-management';
};

const begin = ({ record: { namespace, subject } }: KnownComplaint, known: Case | undefined, now: number) => {
  const before: Case = known ?? { namespace, subject, state: 'received', version: 0 };
  const version = before.version + 1;
  const at = new Date(now).toISOString();
  const step = (
    change: Partial<Case>,
    entry: Pick<CaseEntry, 'what' | 'reasons' | 'last'>,
    notices: CaseStep['notices'],
  ): CaseStep => ({
    case: { ...before, ...change, version },
    entry: { version, at, ...entry, notices: notices.map(({ id }) => id) },
    notices,
  });
  return { at, owed: { case: before, entry: version, at }, step };
};

/** Counters are those of an hour of a day (UTC). */
const hourOf = (at: string) => ({ day: at.slice(0, 10), hour: at.slice(11, 13) });

/** `last`: with the one mail that says that no more of this hour follow, once all others of it are spent. */
const tellOwner =
  (last: boolean): Plan =>
  async ({ board, rules, onOwnerless, now }, complaint, known) => {
    const { policy } = await rules.get();
    const reasons = reasonsToTell(complaint, known, policy, now());
    if (reasons.length === 0) return undefined;
    const people = effectiveOn(await readConfig<Person>(board, 'person'), dayAt(now(), policy.timeZone));
    const configured = people.map(({ value }) => value);
    const owners = ownersOf(configured, policy);
    if (owners.length === 0) {
      onOwnerless(complaint.record);
      return undefined;
    }
    const { at, owed, step } = begin(complaint, known, now());
    const notices = owners.map((person) => ownerNotice(owed, person, whyOf(person, policy)));
    const { day, hour } = hourOf(at);
    const counter = `severe-${complaint.record.namespace}-${hour}`;
    return {
      ...step({ ownerToldAt: at }, { what: 'owner-told', reasons, ...(last && { last }) }, notices),
      only: [countItem(board, day, counter, last ? mostToldAnHour : mostToldAnHour - 1)],
    };
  };

const confirm: Plan = async ({ board, rules, hash, now }, complaint, known) => {
  const { policy } = await rules.get();
  const confirmation = confirmationOf(complaint, known, policy, now());
  if (!confirmation) return undefined;
  const { email } = confirmation;
  // `ada+1@…` and `ada+2@…` are read by one person.
  const [person, inbox] = await Promise.all([hash({ email }), hash({ email: email.replace(/\+[^@]*(?=@)/, '') })]);
  const { at, owed, step } = begin(complaint, known, now());
  const { day, hour } = hourOf(at);
  // Without the name: it would stand beside the address in the mail's head, and whoever typed both could write to a stranger.
  const notice = customerNotice(owed, { hash: person, name: '', email }, 'confirmed');
  return {
    ...step({ confirmedAt: at }, { what: 'confirmed' }, [notice]),
    only: [
      notErasedItem(board, person),
      countItem(board, day, `complaints-${inbox}`, mostConfirmationsADay),
      ...(complaint.record.namespace === ownSources.complaints
        ? [countItem(board, day, `confirmations-${hour}`, mostConfirmationsAnHour)]
        : []),
    ],
  };
};

/** `refused`: what has to hold for it does not. */
const carryOut = async (caring: Caring, complaint: KnownComplaint, plan: Plan): Promise<'done' | 'refused'> => {
  const { namespace, subject } = complaint.record;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const step = await plan(caring, complaint, await readCase(caring.board, namespace, subject));
    const outcome = step ? await writeCaseStep(caring.board, step) : 'written';
    if (outcome !== 'lost') return outcome === 'refused' ? 'refused' : 'done';
  }
  throw new Error(`others keep changing the case ${subject}`);
};

/** Looks after a complaint that came in or was told more of. Rebuilds and moves of the case ask for nothing. */
export const careFor =
  (caring: Caring): Follow =>
  async ({ item, changed }) => {
    const complaint = changed.includes('received') || changed.includes('about') ? complaintIn(item) : undefined;
    if (!complaint) return;
    const told = await carryOut(caring, complaint, tellOwner(false));
    if (told === 'refused' && (await carryOut(caring, complaint, tellOwner(true))) === 'refused')
      caring.onUntold(complaint.record);
    if ((await carryOut(caring, complaint, confirm)) === 'refused') caring.onUnconfirmed(complaint.record);
  };
