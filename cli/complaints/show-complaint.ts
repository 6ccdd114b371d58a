/** Shows one complaint: what the customer said, how it stands, and who did what when. */

import type { Customer } from '../../events/about.ts';
import type { CaseEntry } from '../../shared/core/complaint/case.ts';
import type { SevereReason } from '../../shared/core/complaint/severe.ts';
import { describeComplaintHours } from '../../shared/core/config/choices.ts';
import { policyFor } from '../../shared/core/config/policy-in-force.ts';
import { formatMoment } from '../../shared/core/text/format.ts';
import { showable } from '../../shared/core/text/markup.ts';
import { readCase, readCaseHistory } from '../../shared/store/cases.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { take } from '../../shared/store/table.ts';
import { connect, type StageOptions } from '../connect.ts';
import { formatTable } from '../table.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';
import { type FindOptions, findComplaint } from './find-complaint.ts';
import { formatAge, situationOf } from './situation.ts';

const whoIs = (customer: Customer | undefined): string => {
  const { name, email, phone, id, language } = customer ?? {};
  const who = [name, email, phone, id && `number ${id}`, language && `writes in ${language}`].filter(Boolean);
  return who.join(', ') || 'not known';
};

const because = ({ by, what }: SevereReason): string =>
  by === 'severity' ? 'severity high' : `${by === 'key-account' ? 'key account' : by} ${what}`;

const done: Record<CaseEntry['what'], string> = {
  acknowledged: 'acknowledged',
  resolved: 'resolved',
  closed: 'closed',
  confirmed: 'customer told that it came in',
  'owner-told': 'owner told that it is severe',
};

const indented = (text: string) => text.replaceAll(/^/gm, '  ');

export const showComplaint = async (
  typed: string,
  options: StageOptions & OutputOptions & FindOptions,
): Promise<void> => {
  const connection = await connect(options);
  const { board } = connection;
  const complaint = await findComplaint(connection, typed, options);
  const { namespace, subject } = complaint.record;
  const [known, history, { current }] = await Promise.all([
    readCase(board, namespace, subject),
    take(readCaseHistory(board, { namespace, subject })),
    loadEpochs(board),
  ]);
  const { text, customer } = complaint;
  const { timeZone } = current.policy;
  const situation = situationOf({ ...complaint, ...(known && { case: known }) }, current.policy, Date.now());
  if (options.json) return printJson({ ...situation, text, customer, history });
  const moment = (at: string) => formatMoment(at, timeZone);
  const lines: [string, string | undefined][] = [
    ['State', `${situation.state}${situation.overdue ? `, overdue to ${situation.overdue}` : ''}`],
    ['Severe', situation.severe.map(because).join(', ') || undefined],
    ['About', situation.category],
    ['Order', situation.delivery],
    ['Customer', whoIs(customer)],
    ['Received', `${moment(situation.receivedAt)}, ${formatAge(situation.ageHours)} ago`],
    ['Acknowledge by', situation.acknowledgedAt ? undefined : moment(situation.acknowledgeBy)],
    ['Acknowledged', situation.acknowledgedAt && moment(situation.acknowledgedAt)],
    ['Resolve by', situation.resolvedAt ? undefined : moment(situation.resolveBy)],
    ['Resolved', situation.resolvedAt && moment(situation.resolvedAt)],
    ['Closed', situation.closedAt && moment(situation.closedAt)],
    ['Hours', describeComplaintHours(policyFor(current.policy, namespace))],
    ['From', namespace],
  ];
  print(showable(subject));
  for (const [label, said] of lines) if (said) print(showable(`${`${label}:`.padEnd(16)}${said}`));
  print(`\n${showable(indented(text ?? '(the words were removed, or never came)'))}`);
  if (history.length === 0) return;
  print('');
  print(
    formatTable(
      [
        { title: `at (${timeZone})` },
        { title: 'what' },
        { title: 'by' },
        { title: 'note' },
        { title: 'mails', align: 'right' },
      ],
      history.map(({ at, what, by, note, notices }) => [
        moment(at),
        done[what],
        by ?? 'the system',
        note ?? '',
        notices.length > 0 ? String(notices.length) : '',
      ]),
    ),
  );
  for (const { version, answer } of history)
    if (answer !== undefined) print(`\nTold the customer (entry ${version}):\n${showable(indented(answer))}`);
};
