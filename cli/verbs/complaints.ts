/** `hoshin complaints`: what customers complained about, and what became of it. */
import type { Command } from 'commander';
import { listComplaints } from '../complaints/list-complaints.ts';
import { type MoveOptions, moveComplaint } from '../complaints/move-complaint.ts';
import { showComplaint } from '../complaints/show-complaint.ts';
import { examples, jsonOption, positive, stackVerb } from '../verb.ts';

const caseArgument = [
  '<complaint>',
  'its case number, for example C-7K3F-9Q2M, or the id of the system it came from',
] as const;
const namespaceOption = ['--namespace <source>', 'where the id is from, if several systems have it'] as const;

const show = (): Command =>
  stackVerb('show')
    .description('one complaint: what the customer said, how it stands, and who did what when')
    .argument(...caseArgument)
    .option(...namespaceOption)
    .option(...jsonOption)
    .action(showComplaint);

const step = (name: string, description: string): Command =>
  stackVerb(name)
    .description(description)
    .argument(...caseArgument)
    .requiredOption('--by <person>', 'who does it')
    .option('--note <text>', 'what the company should know of it')
    .option(...namespaceOption)
    .option(...jsonOption);

const acknowledge = (): Command =>
  step('acknowledge', 'somebody looks after it from now on: stops the clock of the time to acknowledge')
    .addHelpText('after', examples(['complaints acknowledge C-7K3F-9Q2M --by olga', 'olga looks after it']))
    .action((complaint: string, options: MoveOptions) => moveComplaint('acknowledged', complaint, options));

const resolve = (): Command =>
  step('resolve', 'it is dealt with: stops the clock of the time to resolve; --tell also writes to the customer')
    .option('--tell <text>', 'a mail with this text goes to the customer')
    .addHelpText(
      'after',
      examples([
        'complaints resolve C-7K3F-9Q2M --by olga --tell "We have sent you a new pump."',
        'and the customer knows',
      ]),
    )
    .action((complaint: string, options: MoveOptions) => moveComplaint('resolved', complaint, options));

const close = (): Command =>
  step('close', 'nothing is left to do: the customer is content, or has not come back').action(
    (complaint: string, options: MoveOptions) => moveComplaint('closed', complaint, options),
  );

export const complaintsVerb = (): Command => {
  const verb = stackVerb('complaints')
    .description('complaints: what is open and due when, and what became of it')
    // What stands behind `show`, `acknowledge`, `resolve` or `close` is theirs.
    .enablePositionalOptions()
    .option('--all', 'resolved and closed ones too, after the open ones; reads every record')
    .option('--state <state>', 'only received, acknowledged, resolved or closed ones')
    .option('--severe', 'only severe ones')
    .option('--overdue', 'only what is overdue: to be acknowledged, or to be resolved')
    .option('--namespace <source>', 'only those of one system')
    .option('--limit <count>', 'so many at most', positive, 50)
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['complaints', 'what is open, by when it is due'],
        ['complaints --severe --overdue', 'what burns'],
        ['complaints show C-7K3F-9Q2M', 'one, with its history'],
      ),
    )
    .action(listComplaints);
  for (const command of [show(), acknowledge(), resolve(), close()])
    verb.addCommand(
      command.exitOverride().showSuggestionAfterError().showHelpAfterError('(add --help to see how it is used)'),
    );
  return verb;
};
