/** `hoshin erase`: takes a person out of everything that is stored, keeps the counts, and writes evidence of it. */
import type { Command } from 'commander';
import type { Counts } from '../../shared/privacy/erase/erase-tables.ts';
import { readErasures } from '../../shared/store/erased.ts';
import { take } from '../../shared/store/table.ts';
import { ask, canAsk } from '../ask.ts';
import { connect, type StageOptions } from '../connect.ts';
import { type Approval, erasePerson, type Found, previewErasure, refuseNaming } from '../erase/erase-person.ts';
import { type PersonOptions, readPersonNamed } from '../erase/person-named.ts';
import { usage } from '../failure.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface EraseOptions extends StageOptions, OutputOptions, PersonOptions {
  preview?: boolean;
  yes?: boolean;
  author?: string;
  reason?: string;
  list?: boolean;
}

const countTable = (counts: Counts): string =>
  formatTable(
    [{ title: 'what' }, { title: 'count', align: 'right' }],
    Object.entries(counts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => [what, String(count)]),
  );

const summaryOf = ({ erasing, counts, keys }: Found) => {
  const { emails, ids, names } = erasing.dossier;
  return {
    emails: [...emails].sort(),
    customers: [...ids].sort().map((text) => {
      const [namespace, id] = JSON.parse(text) as [string, string];
      return { namespace, id };
    }),
    names: [...names].sort(),
    persons: [...erasing.persons].sort(),
    records: [...erasing.dossier.records].sort(),
    counts,
    keys,
  };
};

const describeFound = (found: Found): string => {
  const { emails, customers, names, counts, keys } = summaryOf(found);
  const lines = [
    ['Addresses', emails.join(', ')],
    ['Customer ids', customers.map(({ namespace, id }) => `${id} (${namespace})`).join(', ')],
    ['Names', names.join(', ')],
  ].flatMap(([title, said]) => (said ? [`${title}: ${said}`] : []));
  return [
    ...lines,
    '',
    Object.keys(counts).length > 0 ? countTable(counts) : 'Nothing of the person is stored.',
    ...(keys > 0
      ? [`\nBy their own subject ${keys} of these records name the person, and a subject stays: see docs/privacy.md.`]
      : []),
    ...(names.length > 1 ? ['\nThere are several names: make sure that they are one person before you go on.'] : []),
  ].join('\n');
};

/** Whoever answers for an erasure, and why: an auditor asks, and so may the person. */
const whoAndWhy = async ({ author, reason }: EraseOptions): Promise<Approval> => {
  if (!canAsk() && (!author || !reason))
    throw usage('Every erasure names who answers for it and why: give --author and --reason.');
  const approval = { author: author || (await ask('Author: ')), reason: reason || (await ask('Reason: ')) };
  if (!approval.author || !approval.reason) throw usage('Every erasure names who answers for it and why.');
  return approval;
};

const isAgreed = async ({ yes }: EraseOptions): Promise<boolean> => {
  if (yes) return true;
  if (!canAsk()) throw usage('Nothing was erased: say --yes where nobody can be asked.');
  return /^y(es)?$/i.test(await ask('Erase? It cannot be undone. [y/N] '));
};

const listErasures = async (options: EraseOptions): Promise<void> => {
  const { board } = await connect(options);
  const erasures = await take(readErasures(board));
  if (options.json) return printJson(erasures);
  if (erasures.length === 0) return print('Nobody was erased.');
  print(
    formatTable(
      [
        { title: 'at (UTC)' },
        { title: 'step' },
        { title: 'author' },
        { title: 'reason' },
        { title: 'person' },
        { title: 'items', align: 'right' },
      ],
      erasures.map(({ at, step, author, reason, persons, counts }) => [
        at.slice(0, 19).replace('T', ' '),
        step,
        author,
        reason,
        persons.map((person) => person.slice(0, 8)).join(', '),
        String(Object.values(counts).reduce((sum, count) => sum + count, 0)),
      ]),
    ),
  );
};

const erase = async (options: EraseOptions): Promise<void> => {
  if (options.list) return listErasures(options);
  const person = await readPersonNamed(options);
  const connection = await connect(options);
  const found = await previewErasure(connection, person, options.data);
  if (options.preview) return options.json ? printJson(summaryOf(found)) : print(describeFound(found));
  if (!options.json) print(`${describeFound(found)}\n`);
  if (!(await isAgreed(options))) {
    process.exitCode = 1;
    return print('Nothing was erased.');
  }
  const approval = await whoAndWhy(options);
  refuseNaming(approval, found.erasing);
  const { persons } = found.erasing;
  const counts = await erasePerson(connection, { person, found, approval, data: options.data }, (seconds) => {
    if (seconds > 0)
      process.stderr.write(
        `Waits ${seconds} s, until nothing of the person can still be on its way into the tables.\n`,
      );
  });
  if (options.json) return printJson({ persons: [...persons].sort(), counts });
  print(`Erased. What was counted stays counted; \`hoshin erase --list\` shows the evidence.\n\n${countTable(counts)}`);
};

export const eraseVerb = (): Command =>
  stackVerb('erase')
    .description('take a person out of everything that is stored; the counts stay')
    .option('--email [address]', 'whom: by e-mail address; without one it is read from standard input')
    .option('--customer [id]', "whom: by the customer's id in a system; without one it is read from standard input")
    .option('--namespace <id>', 'with --customer: the system whose id it is, where several know the id')
    .option('--preview', 'show what would be taken out, and take out nothing')
    .option('--yes', 'do not ask')
    .option('--author <name>', 'who answers for it')
    .option('--reason <text>', 'why')
    .option('--list', 'show the evidence: who was erased when, by keyed hash')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Reads both tables whole, several times: docs/privacy.md says what that costs. Records keep what is counted; names,
addresses and words go, also from invitations, notices, cases, digests, rejects, dead letters and dropped files.
A keyed hash stays, so that a later event brings nothing back. Exit status: 0; 1 if it was declined or failed; 2 for bad usage.
${examples(
  ['erase --email --preview', 'asks for the address; shows what would go'],
  ["erase --email --yes --author 'A. Prado' --reason 'Request of 14 March' < address.txt", 'without asking'],
  ['erase --customer --namespace erp-lyon', 'by the id in a system'],
  ['erase --list', 'the evidence'],
)}`,
    )
    .action(erase);
