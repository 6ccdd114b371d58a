/** Every verb of the command, and what `hoshin --help` says. */
import { Command } from 'commander';
import { examples } from './verb.ts';
import { actionsVerb } from './verbs/actions.ts';
import { alertsVerb } from './verbs/alerts.ts';
import { applyVerb } from './verbs/apply.ts';
import { backtestVerb } from './verbs/backtest.ts';
import { complaintsVerb } from './verbs/complaints.ts';
import { digestVerb } from './verbs/digest.ts';
import { doctorVerb } from './verbs/doctor.ts';
import { dropVerb } from './verbs/drop.ts';
import { eraseVerb } from './verbs/erase.ts';
import { evaluateVerb } from './verbs/evaluate.ts';
import { importVerb } from './verbs/import.ts';
import { invitationsVerb } from './verbs/invitations.ts';
import { kpiVerb } from './verbs/kpi.ts';
import { noticesVerb } from './verbs/notices.ts';
import { objectivesVerb } from './verbs/objectives.ts';
import { peopleVerb } from './verbs/people.ts';
import { rebuildVerb } from './verbs/rebuild.ts';
import { redriveVerb } from './verbs/redrive.ts';
import { rejectsVerb } from './verbs/rejects.ts';
import { silencesVerb } from './verbs/silences.ts';
import { sourcesVerb } from './verbs/sources.ts';
import { startVerb } from './verbs/start.ts';
import { surveysVerb } from './verbs/surveys.ts';

const verbs = [
  startVerb,
  applyVerb,
  importVerb,
  dropVerb,
  kpiVerb,
  alertsVerb,
  objectivesVerb,
  actionsVerb,
  surveysVerb,
  complaintsVerb,
  noticesVerb,
  invitationsVerb,
  peopleVerb,
  sourcesVerb,
  silencesVerb,
  rejectsVerb,
  redriveVerb,
  evaluateVerb,
  digestVerb,
  backtestVerb,
  rebuildVerb,
  eraseVerb,
  doctorVerb,
];

/** The command. Usage errors are thrown as CommanderError, so that they get exit status 2. */
export const createProgram = (): Command => {
  const program = new Command('hoshin')
    .description('KPIs and customer feedback against the targets that leadership set, escalated by mail.')
    .usage('VERB [options]')
    // What stands behind a verb is the verb's: `actions add` has options that `actions` has too.
    .enablePositionalOptions()
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [verb]', 'show how a verb is used')
    .addHelpText(
      'after',
      examples(
        ['start --demo', 'the whole stack on this machine, with a sample year'],
        ['apply company.yaml', 'sources, people, policy and objectives'],
        ['import orders.csv --map orders.yaml --wait', 'back-fill from a file'],
        ['kpi on-time-delivery --from 2026-01-01 --to 2026-03-31 --by month', 'readings'],
        ['doctor', 'what works, and what to do about the rest'],
      ),
    );
  for (const verb of verbs) program.addCommand(verb());
  for (const command of [program, ...program.commands])
    command.exitOverride().showSuggestionAfterError().showHelpAfterError('(add --help to see how it is used)');
  return program;
};
