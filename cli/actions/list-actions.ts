/** Lists actions: overdue ones first, then by the day on which they are due. */
import { type Action, isOverdue } from '../../shared/core/action/action.ts';
import { formatShortDay } from '../../shared/core/text/format.ts';
import { dayAt, daysBetween } from '../../shared/core/time/calendar.ts';
import { readActions } from '../../shared/store/actions.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { take } from '../../shared/store/table.ts';
import { connect, type StageOptions } from '../connect.ts';
import { formatTable } from '../table.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';

export interface ListOptions extends StageOptions, OutputOptions {
  open?: boolean;
  overdue?: boolean;
  objective?: string;
}

const order: Record<Action['state'], number> = { open: 0, done: 1, effective: 2 };

/** Of what is open, what is due first; of what is closed, what was closed last. */
const byUrgency = (a: Action, b: Action): number => {
  if (a.state !== b.state) return order[a.state] - order[b.state];
  if (a.state === 'effective') return (a.closedAt ?? '') > (b.closedAt ?? '') ? -1 : 1;
  return a.due < b.due ? -1 : 1;
};

export const listActions = async (options: ListOptions): Promise<void> => {
  const { board } = await connect(options);
  const [all, { current }] = await Promise.all([take(readActions(board)), loadEpochs(board)]);
  const today = dayAt(Date.now(), current.policy.timeZone);
  const shown = all
    .filter(({ state }) => !options.open || state !== 'effective')
    .filter((action) => !options.overdue || isOverdue(action, today))
    .filter(({ objective }) => options.objective === undefined || objective === options.objective)
    .sort(byUrgency);
  if (options.json) return printJson(shown.map((action) => ({ ...action, overdue: isOverdue(action, today) })));
  if (shown.length === 0) {
    if (all.length > 0) return print('There are no such actions.');
    return print('There are no actions. They are assigned from alert mails, or with `hoshin actions add`.');
  }
  print(
    formatTable(
      [
        { title: 'action' },
        { title: 'state' },
        { title: 'due' },
        { title: 'overdue by', align: 'right' },
        { title: 'owner' },
        { title: 'objective' },
        { title: 'reopened', align: 'right' },
        { title: 'what' },
      ],
      shown.map((action) => [
        action.id,
        action.state,
        formatShortDay(action.due),
        isOverdue(action, today) ? `${daysBetween(action.due, today)} d` : '',
        action.owner,
        action.objective,
        action.reopened > 0 ? String(action.reopened) : '',
        action.what,
      ]),
    ),
  );
};
