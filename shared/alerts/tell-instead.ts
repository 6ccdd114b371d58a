/**
 * A mail that did not arrive is told to others: an alarm to the next person on the ladder, and that it did not arrive to
 * the administrators. Nobody is told in a customer's place. Once for each mail: the notice that failed and the notices owed instead are one transaction.
 */
import { type Alert, isOpen } from '../core/alert/alert.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Person } from '../core/config/person.ts';
import { isForCustomer, type NewNotice, type Notice, noticeId } from '../core/notice/notice.ts';
import { dayAt } from '../core/time/calendar.ts';
import { digest } from '../runtime/digest.ts';
import { readAlert, readTransition } from '../store/alerts.ts';
import { effectiveOn, readConfig, readPolicy } from '../store/config.ts';
import { putDue } from '../store/invitations.ts';
import { readNotice } from '../store/notices.ts';
import type { NamedTable } from '../store/table.ts';
import { type AlertTold, readUntold, writeToldInstead } from '../store/told-instead.ts';
import { audienceFor } from './audience.ts';

export type ToldInstead =
  /** The notices that are owed instead; none where nobody else has to know. */
  | { outcome: 'told'; notices: string[] }
  /** It was for a customer, in whose place nobody is told. */
  | { outcome: 'nobody' }
  /** Somebody else saw to it. */
  | { outcome: 'seen-to' }
  /** Others kept changing the alerts: to be tried again. */
  | { outcome: 'contended' };

interface Company {
  people: Person[];
  objectives: Map<string, Objective>;
}

const readCompany = async (board: NamedTable, now: number): Promise<Company> => {
  const [policy, people, objectives] = await Promise.all([
    readPolicy(board, now),
    readConfig<Person>(board, 'person'),
    readConfig<Omit<Objective, 'version'>>(board, 'objective'),
  ]);
  const today = dayAt(now, policy.timeZone);
  return {
    people: effectiveOn(people, today).map(({ value }) => value),
    objectives: new Map(effectiveOn(objectives, today).map(({ id, value, version }) => [id, { ...value, version }])),
  };
};

/** Everybody in whose place somebody is told: the person, and those whose mails did not arrive before. */
const readMissed = async (board: NamedTable, failed: Notice): Promise<string[]> => {
  if (failed.insteadOf === undefined) return [failed.person.id];
  const before = await readNotice(board, failed.insteadOf);
  return [failed.person.id, ...(before ? await readMissed(board, before) : [])];
};

/**
 * Who is told of an alert in place of somebody: whoever of the ladder's lowest step was not told yet, else of top
 * management, else the owner. Nobody if all of them were.
 */
const nextToTell = (objective: Objective, { told }: Pick<Alert, 'told'>, company: Person[], missed: string[]) => {
  const known = new Set([...told, ...missed]);
  const { steps, owner } = audienceFor(objective, company);
  const top = company.filter(({ roles }) => roles.includes('top-management')).map(({ id }) => id);
  const candidates = [...steps.map(({ tell }) => tell), top, owner].map((ids) =>
    company.filter(({ id }) => ids.includes(id) && !known.has(id)),
  );
  return candidates.find((people) => people.length > 0) ?? [];
};

const owed = (failed: Notice, person: Person, at: string, rest: Pick<NewNotice, 'why' | 'about' | 'reason'>) =>
  ({
    kind: 'notice',
    id: noticeId(at, [rest.about.kind, failed.id, person.id], digest),
    person: { id: person.id, name: person.name, email: person.email },
    ...rest,
    insteadOf: failed.id,
    state: 'pending',
    attempts: 0,
    createdAt: at,
  }) satisfies NewNotice;

interface Urgent {
  alert: Alert;
  /** Its moves that the mail tells of: a verdict and a signal of one evaluation, perhaps. */
  transitions: { pk: string; sk: string }[];
}

/** The alerts of a mail that still need somebody: what is over, or known to somebody, is told to nobody else. */
const readUrgent = async (board: NamedTable, failed: Notice): Promise<Urgent[]> => {
  if (failed.about.kind !== 'alert') return [];
  const urgent = new Map<string, Urgent>();
  for (const key of failed.about.transitions) {
    const objective = (await readTransition(board, key))?.objective;
    if (objective === undefined) continue;
    const known = urgent.get(objective);
    const alert = known?.alert ?? (await readAlert(board, objective));
    if (alert && isOpen(alert.state) && !alert.acknowledged)
      urgent.set(objective, { alert, transitions: [...(known?.transitions ?? []), key] });
  }
  return [...urgent.values()];
};

const alarmsInstead = async (board: NamedTable, failed: Notice, { people, objectives }: Company, at: string) => {
  const missed = await readMissed(board, failed);
  const mails = new Map<Person, { pk: string; sk: string }[]>();
  const alerts: AlertTold[] = [];
  for (const { alert, transitions } of await readUrgent(board, failed)) {
    const objective = objectives.get(alert.objective);
    const next = objective ? nextToTell(objective, alert, people, missed) : [];
    for (const person of next) mails.set(person, [...(mails.get(person) ?? []), ...transitions]);
    if (next.length > 0)
      alerts.push({ objective: alert.objective, version: alert.version, told: next.map(({ id }) => id) });
  }
  const why = `instead of ${failed.person.name}, whose mail did not arrive`;
  const notices = [...mails].map(([person, transitions]) =>
    owed(failed, person, at, { why, about: { kind: 'alert', transitions }, reason: failed.reason }),
  );
  return { notices, alerts };
};

/** Whether anybody has to be told: a digest that somebody turned away is no loss, and a report of a loss ends here. */
const concerns = ({ about, state }: Notice): boolean =>
  about.kind !== 'undelivered' && !(about.kind === 'digest' && state === 'skipped');

/** A customer's mail: nobody is told, and the invitation is looked at again, since nobody was asked by it. */
const seeToCustomer = async (board: NamedTable, failed: Notice, at: string): Promise<ToldInstead> => {
  const { about } = failed;
  if (about.kind === 'invitation' && !about.reminder) await putDue(board, { dueAt: at, invitation: about.invitation });
  const written = await writeToldInstead(board, failed, [], []);
  return { outcome: written === 'written' ? 'nobody' : 'seen-to' };
};

const attempts = 5;

/** Sees to a notice that failed or was skipped. `now` in milliseconds since 1970. */
export const tellInstead = async (board: NamedTable, failed: Notice, now: number): Promise<ToldInstead> => {
  const at = new Date(now).toISOString();
  if (failed.toldInstead !== undefined) return { outcome: 'seen-to' };
  if (isForCustomer(failed.about)) return seeToCustomer(board, failed, at);
  const company = concerns(failed) ? await readCompany(board, now) : { people: [], objectives: new Map() };
  const about = { kind: 'undelivered', notice: failed.id } as const;
  const reports = company.people
    .filter(({ id, roles }) => roles.includes('administrator') && id !== failed.person.id)
    .map((person) => owed(failed, person, at, { why: 'administrator', about, reason: 'undelivered' }));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const current = attempt === 0 ? failed : await readNotice(board, failed.id);
    if (current?.toldInstead !== undefined) return { outcome: 'seen-to' };
    const { notices, alerts } = await alarmsInstead(board, failed, company, at);
    const all = [...notices, ...reports];
    if ((await writeToldInstead(board, failed, all, alerts)) === 'written')
      return { outcome: 'told', notices: all.map(({ id }) => id) };
  }
  return { outcome: 'contended' };
};

/** For the sweep: notices that failed without an event of SES, or were skipped; how far back, `readUnfinished` says. */
export const tellUntold = async (board: NamedTable, now: number): Promise<ToldInstead[]> => {
  const told: ToldInstead[] = [];
  for await (const notice of readUntold(board, new Date(now).toISOString()))
    told.push(await tellInstead(board, notice, now));
  return told;
};
