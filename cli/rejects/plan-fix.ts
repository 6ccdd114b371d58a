/** What a replay of rejects would do: which would be taken now, which have nothing new to say, which stay and why. */
import type { HoshinEvent } from '../../events/event.ts';
import { recordTypeOf } from '../../events/record-types.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { RejectItem } from '../../shared/store/write-reject.ts';
import { bringsNews } from './find-news.ts';
import { judgeAgain, type Staying } from './judge-again.ts';
import type { Readings } from './readings.ts';

/** A reject as it lies on the board, with its key. */
export type StoredReject = RejectItem & { pk: string; sk: string };

/** A reject that would be taken now. */
export interface Taken {
  reject: StoredReject;
  source: string;
  namespace: string;
  /** What would be sent; all of them change a record. */
  events: HoshinEvent[];
  /** Nothing of it stays a reject: it can go once its events are sent. */
  whole: boolean;
}

export interface FixPlan {
  taken: Taken[];
  /** Stored meanwhile, overtaken, or nothing of ours by today's map: they can go. */
  settled: StoredReject[];
  /** Without their texts: they may be many. */
  staying: { source: string; receivedAt: string; why: Staying }[];
  /** All that were judged. */
  judged: number;
}

/** Plans a replay, reject by reject; changes nothing. */
export const planFix = async (
  rejects: AsyncIterable<StoredReject> | Iterable<StoredReject>,
  records: NamedTable,
  readings: Readings,
  told: (judged: number) => void = () => undefined,
): Promise<FixPlan> => {
  const plan: FixPlan = { taken: [], settled: [], staying: [], judged: 0 };
  const stay = ({ source, receivedAt }: StoredReject, why: Staying) => plan.staying.push({ source, receivedAt, why });
  // The same event may have been rejected several times, and one payload be kept for each thing that is wrong with it.
  const offered = new Set<string>();
  for await (const reject of rejects) {
    plan.judged += 1;
    told(plan.judged);
    const again = await judgeAgain(reject, readings);
    if (again.kind === 'nothing') {
      plan.settled.push(reject);
      continue;
    }
    if (again.kind !== 'judged') {
      stay(reject, again);
      continue;
    }
    const { source, namespace, verdicts } = again;
    const events: HoshinEvent[] = [];
    for (const verdict of verdicts) {
      if (!verdict.accepted) continue;
      const { event } = verdict;
      const key = JSON.stringify([recordTypeOf(event.type), namespace, event.subject, event.time, event.data]);
      if (offered.has(key) || !(await bringsNews(records, namespace, event))) continue;
      offered.add(key);
      events.push(event);
    }
    const refused = verdicts.flatMap((verdict) => (verdict.accepted ? [] : [verdict.reject]))[0];
    if (events.length > 0) plan.taken.push({ reject, source, namespace, events, whole: refused === undefined });
    else if (refused) {
      const { path, problem, value } = refused;
      stay(reject, { kind: 'still', path, problem, value });
    } else plan.settled.push(reject);
  }
  return plan;
};
