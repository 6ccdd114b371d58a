/** `hoshin notices`: who was told of what, when, and whether the mail arrived. */
import { type Command, Option } from 'commander';
import { type Notice, noticeStates } from '../../shared/core/notice/notice.ts';
import { formatMoment } from '../../shared/core/text/format.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { objectiveOfTransition } from '../../shared/store/keys.ts';
import { readNotices } from '../../shared/store/notices.ts';
import { take } from '../../shared/store/table.ts';
import { connect, type StageOptions } from '../connect.ts';
import { plainItem } from '../plain-item.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, positive, print, printJson, stackVerb } from '../verb.ts';

interface NoticesOptions extends StageOptions, OutputOptions {
  state?: string;
  objective?: string;
  person?: string;
  days: number;
}

/** Each once, though one mail may tell two moves of an objective: its verdict, and that the process changed. */
const objectivesOf = ({ about }: Notice): string[] =>
  about.kind === 'alert' ? [...new Set(about.transitions.map(objectiveOfTransition))] : [];

/** Whom another notice was for, by its id, where that was read too. */
type PersonOf = (id: string) => string | undefined;

const subjectOf = (notice: Notice, personOf: PersonOf): string => {
  const { about } = notice;
  switch (about.kind) {
    case 'alert':
      return objectivesOf(notice).join(', ');
    case 'action':
      return about.action;
    case 'digest':
      return 'digest';
    case 'undelivered':
      return `mail to ${personOf(about.notice) ?? about.notice}`;
    case 'invitation':
      return about.reminder ? 'survey, reminder' : 'survey';
    case 'complaint':
      return `complaint ${about.subject}`;
  }
};

/** When the mail came to where it is. */
const whenOf = ({ state, sesSendAt, triedAt, deliveredAt, bouncedAt }: Notice): string | undefined => {
  if (state === 'delivered') return deliveredAt;
  return state === 'failed' ? bouncedAt : (sesSendAt ?? triedAt);
};

const remarksOf = (
  { problem, state, complainedAt, delayedAt, toldInstead = [] }: Notice,
  personOf: PersonOf,
): string => {
  const told = toldInstead.flatMap((id) => personOf(id) ?? []);
  const remarks = [
    complainedAt !== undefined && state === 'delivered' ? 'the person called it spam' : problem,
    problem === undefined && delayedAt !== undefined && 'was delayed',
    told.length > 0 && `told instead: ${told.join(', ')}`,
  ];
  return remarks.filter(Boolean).join('; ');
};

const dayMs = 86_400_000;

const listNotices = async (options: NoticesOptions): Promise<void> => {
  const { board } = await connect(options);
  const now = Date.now();
  // The clock of a local stack may be ahead of this machine's.
  const ahead = options.stage === 'local' ? 366 : 0;
  const at = (days: number) => new Date(now + days * dayMs).toISOString();
  const [{ timeZone }, all] = await Promise.all([
    readPolicy(board, now),
    take(readNotices(board, at(-options.days), at(ahead))),
  ]);
  const notices = all.filter(
    (notice) =>
      (options.state === undefined || notice.state === options.state) &&
      (options.person === undefined || notice.person.id === options.person) &&
      (options.objective === undefined || objectivesOf(notice).includes(options.objective)),
  );
  if (options.json) return printJson(notices.map(plainItem));
  const span = options.days === 1 ? 'in the last day' : `in the last ${options.days} days`;
  if (notices.length === 0)
    return print(all.length > 0 ? `No notice ${span} is like that.` : `Nobody was told anything ${span}.`);
  const persons = new Map(all.map(({ id, person }) => [id, person.id]));
  const personOf: PersonOf = (id) => persons.get(id);
  const moment = (instant: string | undefined) => (instant === undefined ? '' : formatMoment(instant, timeZone));
  print(
    formatTable(
      [
        { title: 'owed' },
        { title: 'person' },
        { title: 'about' },
        { title: 'why' },
        { title: 'state' },
        { title: 'when' },
        { title: 'remarks' },
      ],
      notices.map((notice) => [
        moment(notice.createdAt),
        notice.person.id,
        subjectOf(notice, personOf),
        // That the mail did not arrive is a remark on its own line.
        notice.why.replace(/, whose mail did not arrive$/, ''),
        notice.state,
        moment(whenOf(notice)),
        remarksOf(notice, personOf),
      ]),
    ),
  );
  const counts = noticeStates
    .map((state) => [notices.filter((notice) => notice.state === state).length, state] as const)
    .filter(([count]) => count > 0);
  print(`\n${counts.map(([count, state]) => `${count} ${state}`).join(', ')}. Times in ${timeZone}.`);
};

export const noticesVerb = (): Command =>
  stackVerb('notices')
    .description('who was told of what, when, and whether the mail arrived')
    .addOption(new Option('--state <state>', 'only those that are so').choices(noticeStates))
    .option('--objective <id>', 'only those about an objective')
    .option('--person <id>', 'only those to a person')
    .option('--days <count>', 'owed in the last so many days', positive, 30)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
States: delivered (the person's mail server took it), sent (SES took it, and nothing is known yet),
pending and ambiguous (on their way), failed (it did not arrive), skipped (it was not sent).
${examples(
  ['notices --state failed', 'what did not arrive, and why'],
  ['notices --objective on-time-lyon --days 365', 'for an audit: who was told, and when'],
  ['notices --person ceo --json', 'with every event of each mail'],
)}`,
    )
    .action(listNotices);
