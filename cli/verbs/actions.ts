/** `hoshin actions`: corrective actions, from the day they are assigned to the day they are found effective. */
import type { Command } from 'commander';
import { addAction } from '../actions/add-action.ts';
import { listActions } from '../actions/list-actions.ts';
import { showAction } from '../actions/show-action.ts';
import { updateAction } from '../actions/update-action.ts';
import { examples, jsonOption, stackVerb } from '../verb.ts';

const show = (): Command =>
  stackVerb('show')
    .description('one action, with all that was written about it and its history')
    .argument('<action>', 'its id, for example A-12')
    .option(...jsonOption)
    .action(showAction);

const add = (): Command =>
  stackVerb('add')
    .description('assign an action; its owner gets a mail with the link to its page')
    .requiredOption('--objective <id>', 'the objective that it is to bring back on target')
    .requiredOption('--what <text>', 'what is to be done, in one line')
    .requiredOption('--owner <person>', 'who does it')
    .requiredOption('--due <day>', 'the last day on which it is in time')
    .requiredOption('--by <person>', 'who assigns it')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples([
        'actions add --objective on-time --what "Second carrier" --owner piotr --due 2026-04-01 --by elena',
        'elena assigns it',
      ]),
    )
    .action(addAction);

const update = (): Command =>
  stackVerb('update')
    .description('write about an action, or mark it done; an empty text takes one away')
    .argument('<action>', 'its id, for example A-12')
    .requiredOption('--by <person>', 'who writes')
    .option('--cause <text>', 'why it happened: five whys')
    .option('--correction <text>', 'what was done at once about what had gone wrong')
    .option('--corrective-action <text>', 'what keeps it from happening again')
    .option('--resources-asked <text>', 'what is needed; top management is told')
    .option('--resources-granted <text>', 'what is granted; by top management alone, the owner is told')
    .option('--owner <person>', 'somebody else does it; both are told')
    .option('--due <day>', 'another last day on which it is in time')
    .option('--done', 'it is done: needs a cause and a corrective action; the readings decide whether it worked')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['actions update A-12 --by piotr --resources-asked "A second van"', 'top management is told'],
        [
          'actions update A-12 --by piotr --cause "…" --corrective-action "…" --done',
          'the readings decide from now on',
        ],
      ),
    )
    .action(updateAction);

export const actionsVerb = (): Command => {
  const verb = stackVerb('actions')
    .description('corrective actions: who does what by when, and whether it worked')
    // What stands behind `show`, `add` or `update` is theirs.
    .enablePositionalOptions()
    .option('--open', 'only what is not closed')
    .option('--overdue', 'only what is overdue')
    .option('--objective <id>', 'only those for one objective')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['actions --overdue', 'what needs somebody'],
        ['actions show A-12', 'its history, with the readings that it was judged on'],
      ),
    )
    .action(listActions);
  for (const command of [show(), add(), update()])
    verb.addCommand(
      command.exitOverride().showSuggestionAfterError().showHelpAfterError('(add --help to see how it is used)'),
    );
  return verb;
};
