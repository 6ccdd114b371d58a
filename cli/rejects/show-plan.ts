/** A plan for people: what would be taken, what would go, and what would stay, counted and with examples. */
import { formatNumber } from '../../shared/core/text/format.ts';
import { formatTable } from '../table.ts';
import { print } from '../verb.ts';
import { countReasons, type ReasonCount, reasonTable } from './list-rejects.ts';
import type { FixPlan } from './plan-fix.ts';

const shownEvents = 10;

export const countOf = (counted: number, noun: string): string =>
  `${formatNumber(counted)} ${noun}${counted === 1 ? '' : 's'}`;

/** What stays, by today's reasons. */
export const staysWith = ({ staying }: Pick<FixPlan, 'staying'>): Promise<ReasonCount[]> =>
  countReasons(
    staying.map(({ source, receivedAt, why: { path, problem, value } }) => ({
      ...{ source, receivedAt, path, problem, value },
    })),
  );

export const showPlan = async (plan: FixPlan): Promise<void> => {
  const { taken, settled, staying } = plan;
  const events = taken.flatMap((each) => each.events.map((event) => ({ event, source: each.source })));
  if (taken.length > 0) {
    print(`${countOf(taken.length, 'reject')} would be taken now: ${countOf(events.length, 'event')}.\n`);
    print(reasonTable(await countReasons(taken.map(({ reject }) => reject))));
    print('\nFor example:');
    print(
      formatTable(
        [{ title: 'source' }, { title: 'type' }, { title: 'subject' }, { title: 'time' }, { title: 'says' }],
        events
          .slice(0, shownEvents)
          .map(({ event, source }) => [
            ...[source, event.type.split('.')[1] ?? '', event.subject, event.time],
            event.data === null ? 'deleted' : Object.keys(event.data).join(', '),
          ]),
      ),
    );
    print('');
  }
  if (settled.length > 0)
    print(`${countOf(settled.length, 'reject')} would go: stored meanwhile, overtaken, or nothing of ours any more.\n`);
  if (staying.length > 0) {
    print(`${countOf(staying.length, 'reject')} would stay:\n`);
    print(reasonTable(await staysWith(plan)));
    print('');
  }
};
