/** The use case: one leg of a dropped file, from the bucket to the ingest queue, with what came of it beside the file. */
import { compileMap } from '../../shared/import/map-row.ts';
import { type OpenedRows, openRows } from '../../shared/import/read-rows.ts';
import { rejectedExtension } from '../../shared/import/rejected-rows.ts';
import { UnreadableFile } from '../../shared/import/unreadable-file.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { rejectEvent } from '../../shared/sources/judge-event.ts';
import type { SendToQueue } from '../../shared/sources/send-to-queue.ts';
import { type IngestMessage, packIngestMessages } from '../../shared/store/ingest-message.ts';
import type { Leg } from './arrival.ts';
import { type DropBucket, FileGone, placeOf } from './drop-bucket.ts';
import type { DropSource, FindSource } from './find-source.ts';
import { describeSummary, type Ending, type Summary } from './summary.ts';
import { type Taken, takeRows } from './take-rows.ts';

export interface Dependencies {
  bucket: DropBucket;
  findSource: FindSource;
  /** When this content was first dropped, ISO 8601, UTC. */
  firstDropped(source: DropSource, leg: Leg): Promise<string>;
  send: SendToQueue;
  /** Asks for another leg. */
  goOn(leg: Leg): Promise<void>;
  hasTime(): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What became of a leg; `gone` where there is no such file any more. */
export type LegOutcome = { outcome: Ending['outcome'] | 'gone'; source: string | undefined; leg: Leg };

/** Whoever drops more splits it: each leg reads the file from its beginning. */
const mostBytes = 1024 ** 3;
const mostLegs = 100;

/** Where a leg may leave a file. */
type LegEnd = { ending: Ending; leg: Leg; rejected?: { name: string; text: string } };

const refused = (leg: Leg, problem: string): LegEnd => ({ leg, ending: { outcome: 'refused', problem } });

const nameOfRejected = (opened: OpenedRows, leg: number): string =>
  `rejected${leg === 1 ? '' : `-${leg}`}.${rejectedExtension(opened.columns)}`;

/** A file that was not read whole is listed with the rejects: nobody may look at the summary. */
const listFile = async (leg: Leg, source: string, namespace: string, problem: string, send: SendToQueue) => {
  const verdict = rejectEvent('', undefined, { path: [], problem }, (text) => digest(`${leg.key}\n${text}`));
  if (verdict.accepted) return;
  const reject = { ...verdict.reject, origin: { kind: 'file', file: leg.key } } as const;
  await sendAll(send, { v: 1, source, namespace, receivedAt: leg.droppedAt, events: [], rejects: [reject] });
};

const sendAll = async (send: SendToQueue, message: IngestMessage): Promise<void> => {
  const sending = await send(packIngestMessages(message));
  if (!sending.sent) throw new Error(`the ingest queue did not take the rows: ${sending.fault}`);
};

const leave = (leg: Leg, opened: OpenedRows, taken: Taken, isLast: boolean): LegEnd => {
  const { counts, row, rejected: text, end } = taken;
  const rejected = text === '' ? undefined : { name: nameOfRejected(opened, leg.leg), text };
  const rejectedFiles = [...leg.rejectedFiles, ...(rejected ? [rejected.name] : [])];
  const next: Leg = { ...leg, counts, row, rejectedFiles, leg: leg.leg + 1 };
  const left = { leg: next, ...(rejected && { rejected }) };
  if (end.kind === 'end') return { ...left, ending: { outcome: 'taken' } };
  if (end.kind === 'unreadable') {
    const outcome = counts.read === 0 ? 'refused' : 'broken';
    return { ...left, ending: { outcome, problem: `${end.problem}.` } };
  }
  const problem = 'The file is too long to be read in one go: split it, and drop the parts.';
  return { ...left, ending: isLast || row === leg.row ? { outcome: 'broken', problem } : { outcome: 'under-way' } };
};

const readLeg = async (leg: Leg, source: DropSource, dependencies: Dependencies): Promise<LegEnd> => {
  const { bucket, send, hasTime, now } = dependencies;
  const { id, map, access, timeZone } = source;
  const { key, etag, run } = leg;
  const fileTime = leg.fileTime ?? (await dependencies.firstDropped(source, leg));
  const opened = await openRows({ name: placeOf(key).name, open: () => bucket.open(key, etag) }, map);
  try {
    const compiled = compileMap(map, opened.columns, { source: id, run, timeZone, fileTime });
    if (!compiled.ok)
      return refused(
        leg,
        `The map of ${id} does not fit the file: ${compiled.problems.join('; ')}. Mend one of the two.`,
      );
    const head = { v: 1, source: id, namespace: access.namespace } as const;
    const taken = await takeRows(opened, compiled.map, {
      ...{ source, hasTime, now, after: leg.row, counts: leg.counts },
      from: { file: key, columns: opened.columns, fileTime },
      send: async (events, rejects) => {
        if (events.length > 0) await sendAll(send, { ...head, receivedAt: leg.droppedAt, events, rejects: [] });
        // Under the time of the first drop: dropped again, they are listed once.
        if (rejects.length > 0) await sendAll(send, { ...head, receivedAt: fileTime, events: [], rejects });
      },
    });
    return leave({ ...leg, fileTime }, opened, taken, leg.leg >= mostLegs);
  } finally {
    await opened.rows.return(undefined);
  }
};

const endOf = async (leg: Leg, dependencies: Dependencies): Promise<{ end: LegEnd; source?: DropSource }> => {
  const { source: id } = placeOf(leg.key);
  if (id === undefined)
    return { end: refused(leg, 'The file lies beside the folders of the sources: drop it into incoming/{source}/.') };
  const found = await dependencies.findSource(id);
  if (!found.ok) return { end: refused(leg, found.problem) };
  const { source } = found;
  if (leg.bytes === 0) return { source, end: refused(leg, 'The file is empty.') };
  if (leg.bytes > mostBytes)
    return { source, end: refused(leg, 'The file is larger than 1 GiB: split it, or compress it with gzip.') };
  try {
    return { source, end: await readLeg(leg, source, dependencies) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { source, end: refused(leg, `${error.message}.`) };
    throw error;
  }
};

const summaryOf = ({ ending, leg }: LegEnd, at: string): Summary => {
  const { key, run, etag, counts, rejectedFiles, droppedAt } = leg;
  const problem = 'problem' in ending ? { problem: ending.problem } : {};
  const { source } = placeOf(key);
  return {
    outcome: ending.outcome,
    ...problem,
    file: key,
    source,
    run,
    etag,
    counts,
    rejectedFiles,
    droppedAt,
    writtenAt: at,
  };
};

/** Takes one leg of a file. Throws where it has to be tried again: that is harmless, whatever was sent before. */
export const takeFile = async (leg: Leg, dependencies: Dependencies): Promise<LegOutcome> => {
  const { bucket, send, goOn, now } = dependencies;
  const { source: folder, results } = placeOf(leg.key);
  try {
    const { end, source } = await endOf(leg, dependencies);
    const { ending, rejected } = end;
    if (rejected) {
      const type = rejected.name.endsWith('csv') ? 'text/csv' : 'application/x-ndjson';
      await bucket.put(`${results}${rejected.name}`, rejected.text, `${type}; charset=utf-8`);
    }
    const summary = summaryOf(end, new Date(now()).toISOString());
    await bucket.put(`${results}summary.json`, `${JSON.stringify(summary, null, 2)}\n`, 'application/json');
    await bucket.put(`${results}summary.txt`, describeSummary(summary), 'text/plain; charset=utf-8');
    if (ending.outcome === 'under-way') await goOn(end.leg);
    if ('problem' in ending)
      await listFile(leg, source?.id ?? 'unknown', source?.access.namespace ?? 'unknown', ending.problem, send);
    return { outcome: ending.outcome, source: folder, leg: end.leg };
  } catch (error) {
    if (error instanceof FileGone) return { outcome: 'gone', source: folder, leg };
    throw error;
  }
};
