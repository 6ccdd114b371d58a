/** Erases a person from a stack, or shows what that would take out. Done again, it finds nothing and changes nothing. */
import { setTimeout as delay } from 'node:timers/promises';
import { plainAddress } from '../../shared/core/privacy/plain-address.ts';
import { connectPersonHash } from '../../shared/privacy/connect-person-hash.ts';
import { type Dossier, identitiesOfDossier, openDossier } from '../../shared/privacy/erase/dossier.ts';
import type { Erasing } from '../../shared/privacy/erase/erase-item.ts';
import { type Counts, eraseBoard, eraseRecords } from '../../shared/privacy/erase/erase-tables.ts';
import { findPerson } from '../../shared/privacy/erase/find-person.ts';
import { addressScrubberOf, scrubberOf } from '../../shared/privacy/erase/scrub.ts';
import { addErasure, writeErased } from '../../shared/store/erased.ts';
import { parseRecordPk } from '../../shared/store/keys.ts';
import { type Connection, dataFolder } from '../connect.ts';
import { Failure, usage } from '../failure.ts';
import { eraseDeadLetters } from './dead-letters.ts';
import { eraseDroppedFiles } from './dropped-files.ts';
import type { PersonNamed } from './person-named.ts';

export interface Found {
  erasing: Erasing;
  counts: Counts;
  /** Records whose own key names the person: a key cannot be changed without the record being another one. */
  keys: number;
}

const eraseLocalMails = async (data: string | undefined, { dossier, scrub }: Erasing, apply: boolean) => {
  const { removeMails } = await import('../../infra/local/mail/remove-mails.ts');
  return removeMails(
    dataFolder(data),
    ({ to, texts }) =>
      to.some((address) => dossier.emails.has(plainAddress(address))) || texts.some((text) => scrub(text) !== text),
    apply,
  );
};

/** Goes through everything. Records come last: they tell who it is, should this be interrupted and begun again. */
export const passThrough = async (
  connection: Pick<Connection, 'stack' | 'stage' | 'records' | 'board' | 'sqs'>,
  data: string | undefined,
  erasing: Erasing,
  apply: boolean,
): Promise<Counts> => {
  const { stack, stage, records, board } = connection;
  const counts: Counts = await eraseBoard(board, erasing, apply);
  const add = (what: string, count: number) => {
    if (count > 0) counts[what] = (counts[what] ?? 0) + count;
  };
  const sqs = await connection.sqs();
  const { ingestDlqUrl, sendersDlqUrl, mailEventsDlqUrl, dropDlqUrl } = stack;
  const urls = [ingestDlqUrl, sendersDlqUrl, mailEventsDlqUrl, dropDlqUrl].filter((url) => url !== undefined);
  const dead = await Promise.all(urls.map((url) => eraseDeadLetters(sqs, url, erasing, apply)));
  add(
    'dead letter',
    dead.reduce((sum, count) => sum + count, 0),
  );
  if (stack.dropBucket !== undefined) add('dropped file', await eraseDroppedFiles(connection, erasing, apply));
  if (stage === 'local') add('mail of the local inbox', await eraseLocalMails(data, erasing, apply));
  const stripped = await eraseRecords(records, erasing, apply);
  // A digest that was being put together meanwhile may quote a record that was not stripped yet.
  if (apply) for (const [what, count] of Object.entries(await eraseBoard(board, erasing, true))) add(what, count);
  return { ...stripped, ...counts };
};

/** Everything by which the person is known, under the stack's key. */
const hashAll = async ({ stack }: Connection, dossier: Dossier): Promise<Set<string>> => {
  if (stack.key === undefined)
    throw new Failure('The stack names no key to hash people with: deploy its newest version.');
  const hash = connectPersonHash({ parameter: `/hoshin/${stack.stage}/person-key`, keyArn: stack.key });
  return new Set(await Promise.all(identitiesOfDossier(dossier).map(hash)));
};

const open = async (connection: Connection, person: PersonNamed): Promise<Erasing> => {
  const dossier = openDossier(person);
  await findPerson(connection, dossier);
  const namespaces = new Set(
    identitiesOfDossier(dossier).flatMap((each) =>
      'id' in each && 'id' in person && each.id === person.id ? [each.namespace] : [],
    ),
  );
  if ('id' in person && person.namespace === undefined && namespaces.size > 1)
    throw new Failure(
      `The id is known in several namespaces (${[...namespaces].sort().join(', ')}), which may mean several people: name one with --namespace.`,
      2,
    );
  // From here on the id means one system's customer: in another's rejects and files it may be somebody else's.
  delete dossier.anyNamespace;
  const persons = await hashAll(connection, dossier);
  if (persons.size === 0)
    throw new Failure(
      'Nobody of that id is known here. With --namespace it is remembered, should an event still come.',
    );
  return { dossier, persons, scrub: scrubberOf(dossier), scrubAddresses: addressScrubberOf(dossier) };
};

/** What would be taken out. Changes nothing. */
export const previewErasure = async (connection: Connection, person: PersonNamed, data?: string): Promise<Found> => {
  const erasing = await open(connection, person);
  const keys = [...erasing.dossier.records].filter((pk) => {
    const { subject } = parseRecordPk(pk);
    return erasing.scrub(subject) !== subject;
  }).length;
  return { erasing, counts: await passThrough(connection, data, erasing, false), keys };
};

export interface Approval {
  author: string;
  reason: string;
}

/** Throws bad usage if who answers for an erasure, or why, names the person: evidence is never changed. */
export const refuseNaming = ({ author, reason }: Approval, { scrub }: Pick<Erasing, 'scrub'>): void => {
  if (scrub(author) !== author || scrub(reason) !== reason)
    throw usage('The author or the reason names the person, and evidence stays for ever: say it without them.');
};

/**
 * Erases whom a preview found.
 * @param onWait told how many seconds it waits until nobody can still store what it is to take out.
 */
export const erasePerson = async (
  connection: Connection,
  {
    person,
    found,
    approval,
    data,
  }: { person: PersonNamed; found: Found; approval: Approval; data?: string | undefined },
  onWait: (seconds: number) => void,
): Promise<Counts> => {
  const { board, stack } = connection;
  const entry = (step: 'begun' | 'done', persons: ReadonlySet<string>, counts: Counts) =>
    addErasure(board, { at: new Date().toISOString(), step, ...approval, persons: [...persons].sort(), counts });
  const { persons } = found.erasing;
  await entry('begun', persons, found.counts);
  const remember = async (hashes: ReadonlySet<string>) => {
    for (const hash of hashes) await writeErased(board, hash, new Date().toISOString());
  };
  await remember(persons);
  onWait(stack.graceSeconds);
  await delay(stack.graceSeconds * 1000);
  // Again: somebody may have stored more of the person meanwhile, and by another address.
  const erasing = await open(connection, person);
  await remember(erasing.persons);
  const counts = await passThrough(connection, data, erasing, true);
  await entry('done', erasing.persons, counts);
  return counts;
};
