/** Writes the digests that are due, each once, with the notice that owes its mail. One that fails leaves the others alone. */
import { loadSetting, type Setting } from '../../shared/alerts/setting.ts';
import type { Person } from '../../shared/core/config/person.ts';
import { type DueDigest, digestsDue } from '../../shared/core/digest/due.ts';
import { type NewNotice, noticeId } from '../../shared/core/notice/notice.ts';
import { holdsBack } from '../../shared/core/notice/suppression.ts';
import { type DigestTables, type Gathered, gatherDigest } from '../../shared/digest/gather-digest.ts';
import { makeDigest } from '../../shared/digest/make-digest.ts';
import { occasionOf } from '../../shared/digest/occasion.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { readConfig } from '../../shared/store/config.ts';
import { byHand, readDigest, readSubscription, writeDigest } from '../../shared/store/digests.ts';
import { digestKey, type Key } from '../../shared/store/keys.ts';
import { digestAddress, readSuppression } from '../../shared/store/suppressed.ts';
import type { SendNow } from './request.ts';

/** A digest that was due while nothing ran is made good for so long; later, the next one tells of it. */
const catchUpMs = 12 * 3_600_000;

export interface DigestOutcome {
  person: string;
  period: string;
  outcome:
    | 'written'
    /** By an earlier tick, or by another one at the same time. */
    | 'exists'
    /** The person wants none. */
    | 'unsubscribed'
    /** No mail reaches the person. */
    | 'suppressed'
    | 'unknown-person'
    | 'failed';
  error?: unknown;
}

const about = { kind: 'digest', digest: { pk: '', sk: '' } } satisfies NewNotice['about'];

const heldBack = async (
  { board }: DigestTables,
  person: Person,
): Promise<'unsubscribed' | 'suppressed' | undefined> => {
  if ((await readSubscription(board, person.id))?.unsubscribed) return 'unsubscribed';
  const suppression = await readSuppression(board, person.id);
  return holdsBack(suppression, digestAddress(person.email), about) ? 'suppressed' : undefined;
};

const noticeOf = ({ id, name, email }: Person, key: Key, cadence: DueDigest['cadence'], at: string): NewNotice => ({
  kind: 'notice',
  id: noticeId(at, ['digest', key.pk, key.sk], digest),
  person: { id, name, email },
  why: `${cadence} digest`,
  about: { kind: 'digest', digest: key },
  reason: `${cadence}-digest`,
  state: 'pending',
  attempts: 0,
  createdAt: at,
});

const write = async (
  tables: DigestTables,
  setting: Setting,
  person: Person,
  period: string,
  gathered: Gathered,
): Promise<'written' | 'exists'> => {
  const { cadence, at } = gathered.content;
  const item = await makeDigest(tables.board, tables.registry, setting, person, gathered);
  return writeDigest(tables.board, period, item, noticeOf(person, digestKey(person.id, period), cadence, at));
};

/** People with the instant since when they are known: nobody is owed what was due before. */
const readersOf = async ({ board }: DigestTables, { people }: Setting) => {
  const versions = await readConfig<Person>(board, 'person');
  return people.map((person) => {
    const since = Date.parse(versions.find(({ id }) => id === person.id)?.createdAt ?? '');
    return { ...person, ...(Number.isFinite(since) && { since }) };
  });
};

/** The digests due at a tick. `time` is the one that the schedule meant (ms). */
export const sendDue = async (tables: DigestTables, time: number): Promise<DigestOutcome[]> => {
  const { board, registry } = tables;
  const setting = await loadSetting(board, time, registry.tallies);
  const readers = await readersOf(tables, setting);
  const at = new Date(time).toISOString();
  // Most people get theirs at the same hour: what they all are told is gathered once.
  const gathered = new Map<string, Promise<Gathered>>();
  const gatherFor = ({ cadence, period }: DueDigest) => {
    const key = JSON.stringify([cadence, period]);
    const known = gathered.get(key) ?? gatherDigest(tables, setting, { cadence, period, at, live: true });
    gathered.set(key, known);
    return known;
  };
  const outcomes: DigestOutcome[] = [];
  for (const due of digestsDue(readers, time - catchUpMs, time, setting.policy.timeZone)) {
    const person = setting.people.find(({ id }) => id === due.person);
    const period = due.period.id;
    if (!person) continue;
    try {
      const known = await readDigest(board, digestKey(person.id, period));
      const outcome = known ? 'exists' : await heldBack(tables, person);
      outcomes.push({
        ...{ person: person.id, period },
        outcome: outcome ?? (await write(tables, setting, person, period, await gatherFor(due))),
      });
    } catch (error) {
      outcomes.push({ person: person.id, period, outcome: 'failed', error });
    }
  }
  return outcomes;
};

/** One person's digest now, beside those that come by themselves. */
export const sendNow = async (
  tables: DigestTables,
  { person: id, ...asked }: SendNow,
  now: number,
): Promise<DigestOutcome> => {
  const setting = await loadSetting(tables.board, now, tables.registry.tallies);
  const period = byHand(new Date(now).toISOString());
  const person = setting.people.find((candidate) => candidate.id === id);
  if (!person) return { person: id, period, outcome: 'unknown-person' };
  const held = await heldBack(tables, person);
  if (held) return { person: id, period, outcome: held };
  const gathered = await gatherDigest(tables, setting, occasionOf(asked, setting, person, now));
  return { person: id, period, outcome: await write(tables, setting, person, period, gathered) };
};
