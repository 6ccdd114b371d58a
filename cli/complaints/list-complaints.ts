/** Lists complaints: open ones first, and of those what is due first. */
import { complaintStates } from '../../events/record-types.ts';
import { formatMoment } from '../../shared/core/text/format.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { connect, type StageOptions } from '../connect.ts';
import { usage } from '../failure.ts';
import { formatTable } from '../table.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';
import { readComplaints } from './read-complaints.ts';
import { formatAge, type Situation, situationOf } from './situation.ts';

export interface ListOptions extends StageOptions, OutputOptions {
  all?: boolean;
  severe?: boolean;
  overdue?: boolean;
  state?: string;
  namespace?: string;
  limit: number;
}

/** Of what is open, what is due first; of what is not, what came in last. */
const byUrgency = (a: Situation, b: Situation): number => {
  if (a.open !== b.open) return a.open ? -1 : 1;
  if (!a.open) return b.ageHours < a.ageHours ? 1 : -1;
  return a.resolveBy < b.resolveBy ? -1 : 1;
};

const hoursSince = (instant: string, now: number) => (now - Date.parse(instant)) / 3_600_000;

const lateBy = ({ overdue, resolveBy, acknowledgeBy }: Situation, now: number): string => {
  if (overdue === 'resolve') return formatAge(hoursSince(resolveBy, now));
  return overdue === 'acknowledge' ? `${formatAge(hoursSince(acknowledgeBy, now))} to acknowledge` : '';
};

export const listComplaints = async (options: ListOptions): Promise<void> => {
  const { all = false, state, namespace, limit } = options;
  if (state !== undefined && !(complaintStates as readonly string[]).includes(state))
    throw usage(`--state takes one of ${complaintStates.join(', ')} (is '${state}').`);
  const connection = await connect(options);
  const now = Date.now();
  const { current } = await loadEpochs(connection.board);
  const { policy, epoch } = current;
  // What is not open is on no list: the records are read, all of them.
  const closed = all || state === 'resolved' || state === 'closed';
  const known = await readComplaints(connection, { all: closed, epoch, today: dayAt(now, policy.timeZone) });
  const shown = known
    .map((complaint) => situationOf(complaint, policy, now))
    .filter((each) => (state === undefined ? all || each.open : each.state === state))
    .filter((each) => namespace === undefined || each.namespace === namespace)
    .filter((each) => !options.severe || each.severe.length > 0)
    .filter((each) => !options.overdue || each.overdue !== null)
    .sort(byUrgency);
  if (options.json) return printJson(shown);
  // `…/v1/ingest/` → `…/v1/complaint`.
  const form = new URL('../complaint', connection.stack.ingestUrl).href;
  if (shown.length === 0) {
    print(all ? 'There are no such complaints.' : 'There are no such open complaints.');
    return print(`Customers complain at ${form}`);
  }
  const listed = shown.slice(0, limit);
  print(
    formatTable(
      [
        { title: 'complaint' },
        { title: 'state' },
        { title: 'severe' },
        { title: 'about' },
        { title: 'age', align: 'right' },
        { title: `due (${policy.timeZone})` },
        { title: 'overdue' },
        { title: 'from' },
      ],
      listed.map((each) => [
        each.complaint,
        each.state,
        each.severe.length > 0 ? 'severe' : '',
        each.category ?? '—',
        formatAge(each.ageHours),
        formatMoment(each.resolveBy, policy.timeZone),
        lateBy(each, now),
        each.namespace,
      ]),
    ),
  );
  const more = listed.length < shown.length ? `${listed.length} of ${shown.length}: --limit shows more. ` : '';
  print(`\n${more}Customers complain at ${form}`);
};
