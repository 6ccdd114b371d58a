/** `hoshin people`: who is configured, in which roles, and whom mails do not reach. */
import type { Command } from 'commander';
import { removeSuppression } from '../../shared/store/suppressed.ts';
import { connect, type StageOptions } from '../connect.ts';
import { Failure } from '../failure.ts';
import { digestWords, readPeople, suppressionWords } from '../people.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface PeopleOptions extends StageOptions, OutputOptions {
  unsuppress?: string;
}

const unsuppress = async (options: PeopleOptions, id: string): Promise<void> => {
  const { board } = await connect(options);
  const person = (await readPeople(board, Date.now())).find((each) => each.id === id);
  if (!(await removeSuppression(board, id)))
    throw new Failure(person ? `Nothing is held back from ${id}.` : `There is nobody with the id ${id}.`);
  print(`Mails go to ${id} again, from the next one on.`);
  if (person && options.stage !== 'local')
    print(
      `SES may keep the address on a list of its own:\n  aws sesv2 delete-suppressed-destination --email-address ${person.email}`,
    );
};

const listPeople = async (options: PeopleOptions): Promise<void> => {
  if (options.unsuppress !== undefined) return unsuppress(options, options.unsuppress);
  const { board } = await connect(options);
  const people = await readPeople(board, Date.now());
  if (options.json) return printJson(people);
  if (people.length === 0) return print('Nobody is configured yet: `hoshin apply` (docs/configure.md).');
  print(
    formatTable(
      [
        { title: 'id' },
        { title: 'name' },
        { title: 'address' },
        { title: 'roles' },
        { title: 'digests' },
        { title: 'mails' },
      ],
      people.map((person) => [
        person.id,
        person.name,
        person.email,
        person.roles.join(', '),
        digestWords(person),
        person.suppressed ? suppressionWords(person.suppressed) : 'go there',
      ]),
    ),
  );
  if (people.some(({ suppressed }) => suppressed?.all))
    print('\nWhat to do about a suppressed person: docs/runbook.md, "A person whose mails bounce".');
};

export const peopleVerb = (): Command =>
  stackVerb('people')
    .description('who is configured, in which roles, and whom mails do not reach')
    .option('--unsuppress <id>', 'let mails through to a person again')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['people', 'everybody'], ['people --unsuppress ceo', 'once the mailbox takes mails again']),
    )
    .action(listPeople);
