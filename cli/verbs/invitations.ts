/** `hoshin invitations`: which customers were asked, which were not, and why. */
import { type Command, Option } from 'commander';
import {
  type Invitation,
  type InvitationState,
  invitationStates,
  type SkipReason,
  skipReasons,
} from '../../shared/core/survey/invitation.ts';
import { formatMoment } from '../../shared/core/text/format.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { readInvitations } from '../../shared/store/list-invitations.ts';
import { connect, type StageOptions } from '../connect.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, positive, print, printJson, stackVerb } from '../verb.ts';

interface InvitationsOptions extends StageOptions, OutputOptions {
  survey?: string;
  state?: InvitationState;
  reason?: SkipReason;
  days: number;
  list?: boolean;
}

/** How many of a survey are in a state, for a reason. */
interface Count {
  survey: string;
  state: InvitationState;
  reason: SkipReason | undefined;
  count: number;
}

const compare = (a: Count, b: Count): number =>
  a.survey.localeCompare(b.survey) ||
  invitationStates.indexOf(a.state) - invitationStates.indexOf(b.state) ||
  b.count - a.count;

const countAll = (invitations: readonly Invitation[]): Count[] => {
  const counts = new Map<string, Count>();
  for (const { survey, state, reason } of invitations) {
    const key = `${survey} ${state} ${reason}`;
    counts.set(key, { survey, state, reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort(compare);
};

/** Whom it names stays on the board: nobody has to know to see what was asked. */
const withoutPerson = ({ customer: _, person: __, ...rest }: Invitation) => rest;

const whenOf = ({ answeredAt, remindedAt, invitedAt, dueAt }: Invitation, state: InvitationState) =>
  state === 'waiting' ? dueAt : (answeredAt ?? remindedAt ?? invitedAt);

const printList = (invitations: readonly Invitation[], zone: string): void => {
  const moment = (instant: string | undefined) => (instant === undefined ? '' : formatMoment(instant, zone));
  print(
    formatTable(
      [
        { title: 'invitation' },
        { title: 'survey' },
        { title: 'delivery' },
        { title: 'language' },
        { title: 'state' },
        { title: 'reason' },
        { title: 'when' },
      ],
      invitations.map((each) => [
        each.id,
        `${each.survey} ${each.surveyVersion}`,
        `${each.delivery.namespace} ${each.delivery.subject}`,
        each.language,
        each.remindedAt !== undefined && each.state === 'invited' ? 'reminded' : each.state,
        each.reason ?? '',
        moment(whenOf(each, each.state)),
      ]),
    ),
  );
};

const listInvitations = async (options: InvitationsOptions): Promise<void> => {
  const { board } = await connect(options);
  const { timeZone } = await readPolicy(board, Date.now());
  const today = new Date().toISOString().slice(0, 10);
  // The clock of a local stack may be ahead of this machine's.
  const last = options.stage === 'local' ? addDays(today, 366) : today;
  const found: Invitation[] = [];
  for await (const each of readInvitations(board, addDays(today, 1 - options.days), last)) {
    const { survey, state, reason } = options;
    const wanted =
      (survey === undefined || each.survey === survey) &&
      (state === undefined || each.state === state) &&
      (reason === undefined || each.reason === reason);
    if (wanted) found.push(each);
  }
  if (options.json) return printJson(found.map(withoutPerson));
  const span = options.days === 1 ? 'today' : `in the last ${options.days} days`;
  if (found.length === 0) return print(`No invitation ${span} is like that: no delivery made one.`);
  if (options.list) printList(found, timeZone);
  else {
    print(
      formatTable(
        [{ title: 'survey' }, { title: 'state' }, { title: 'reason' }, { title: 'count', align: 'right' }],
        countAll(found).map(({ survey, state, reason, count }) => [survey, state, reason ?? '', String(count)]),
      ),
    );
  }
  print(`\n${found.length} made by deliveries ${span}. Times in ${timeZone}.`);
};

export const invitationsVerb = (): Command =>
  stackVerb('invitations')
    .description('which customers were asked to answer a survey, which were not, and why')
    .option('--survey <id>', 'only of one survey')
    .addOption(new Option('--state <state>', 'only those that are so').choices(invitationStates))
    .addOption(new Option('--reason <reason>', 'only those that were skipped for it').choices(skipReasons))
    .option('--days <count>', 'made in the last so many days, today included (UTC)', positive, 30)
    .option('--list', 'one by one, instead of counts')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
States: waiting (for its hour), invited (a mail is on its way or there), answered, skipped (nobody was asked).
Reasons: not-sampled, asked-lately (by any survey), cap (the day was full), unsubscribed, suppressed (an earlier
mail bounced, or was called spam), undelivered (this one did), no-address, not-delivered (any more), survey-ended,
too-late, erased.
${examples(
  ['invitations', 'how many of each survey, by state and reason'],
  ['invitations --reason cap --days 7', 'whether the daily cap holds back many'],
  ['invitations --list --survey after-delivery', 'each, with what became of it'],
  ['invitations --json', 'the same for programs; the person stays on the board'],
)}`,
    )
    .action(listInvitations);
