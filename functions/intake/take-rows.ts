/** Reads rows as far as time lasts, judges what the map makes of them, and sends it on the ingest queue. */
import type { HoshinEvent } from '../../events/event.ts';
import type { BrokenRow, Row } from '../../shared/core/import/row.ts';
import type { MappedRow, RowMapper } from '../../shared/import/map-row.ts';
import { readReason } from '../../shared/import/read-reason.ts';
import type { OpenedRows } from '../../shared/import/read-rows.ts';
import { rejectedHeader, rejectedLine } from '../../shared/import/rejected-rows.ts';
import { UnreadableFile } from '../../shared/import/unreadable-file.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { judgeEvent } from '../../shared/sources/judge-event.ts';
import type { Reject } from '../../shared/store/ingest-message.ts';
import type { Counts } from './arrival.ts';
import type { DropSource } from './find-source.ts';
import { type RowsFrom, rejectBroken, rejectRow } from './reject-row.ts';

/** Events or bytes that are sent at once: some message batches. */
const portionEvents = 2_000;
const portionBytes = 3_000_000;
/** Text of rejected rows that is held for the file beside the summary; with more, the rest is another leg's. */
const rejectedBytes = 8_000_000;
/** Rows after which the clock is looked at, whether there is something to send or not; and among those dealt with before. */
const lookEvery = 1_000;
const lookBackEvery = 10_000;

export interface Taking {
  source: DropSource;
  from: RowsFrom;
  /** Rows up to this one were dealt with before. */
  after: number;
  counts: Counts;
  /** Sends a portion; throws if the queue does not take it. */
  send(events: HoshinEvent[], rejects: Reject[]): Promise<void>;
  hasTime(): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Taken {
  /** `unreadable`: from here on it is no file of its kind, and why. */
  end: { kind: 'end' } | { kind: 'time' } | { kind: 'unreadable'; problem: string };
  row: number;
  counts: Counts;
  /** The rejected rows as a file; empty where there are none. */
  rejected: string;
}

type Outcome =
  | { kind: 'filtered' }
  | { kind: 'event'; event: HoshinEvent; bytes: number }
  | { kind: 'rejected'; reject: Reject; reasons: string[] };

/** What the contract says of a row that the map made an event of. */
const judgeRow = (row: Row, mapped: Extract<MappedRow, { kind: 'event' }>, { source, from, now }: Taking): Outcome => {
  const text = JSON.stringify(mapped.event);
  const verdict = judgeEvent(mapped.event, text, { source: source.id, types: source.access.types, now: now(), digest });
  if (verdict.accepted) return { kind: 'event', event: verdict.event, bytes: Buffer.byteLength(text) };
  const { path, problem, value } = verdict.reject;
  const reasons = [`${path}: ${problem}${value === '' ? '' : ` (is ${value})`}`];
  return { kind: 'rejected', reject: rejectRow(from, row, verdict.reject), reasons };
};

const rejectMapped = (row: Row, reasons: string[], subject: string | undefined, from: RowsFrom): Outcome => {
  const [first = ''] = reasons;
  return { kind: 'rejected', reject: rejectRow(from, row, { ...readReason(first), subject }), reasons };
};

const judge = (row: Row | BrokenRow, map: RowMapper, taking: Taking): Outcome => {
  if ('broken' in row) return { kind: 'rejected', reject: rejectBroken(taking.from, row), reasons: [row.broken] };
  const mapped = map(row);
  if (mapped.kind === 'filtered') return mapped;
  return mapped.kind === 'event'
    ? judgeRow(row, mapped, taking)
    : rejectMapped(row, mapped.reasons, mapped.subject, taking.from);
};

/**
 * Takes rows until the file or the time ends. Whatever it reports as reached has been confirmed by the queue.
 * Throws what reading and sending throw, but for files that are not what they are said to be.
 */
export const takeRows = async (opened: OpenedRows, map: RowMapper, taking: Taking): Promise<Taken> => {
  const { after, from, source } = taking;
  // Repeated contents are numbered: rows that were dealt with before count too.
  const countsContents = typeof source.map.id === 'object' && 'content' in source.map.id;
  let taken: Omit<Taken, 'end' | 'rejected'> = { row: after, counts: taking.counts };
  const counts = { ...taking.counts };
  let rejected = '';
  let events: HoshinEvent[] = [];
  let rejects: Reject[] = [];
  let bytes = 0;
  let row = after;

  const flush = async () => {
    if (events.length + rejects.length > 0) await taking.send(events, rejects);
    taken = { row, counts: { ...counts } };
    events = [];
    rejects = [];
    bytes = 0;
  };
  const add = (each: Row | BrokenRow, outcome: Outcome) => {
    counts.read += 1;
    if (outcome.kind === 'filtered') counts.filtered += 1;
    else if (outcome.kind === 'event') {
      counts.accepted += 1;
      events.push(outcome.event);
      bytes += outcome.bytes;
    } else {
      const { reject, reasons } = outcome;
      counts.rejected += 1;
      rejects.push(reject);
      bytes += Buffer.byteLength(reject.event);
      rejected += rejectedLine(from.columns, { row: each, reasons });
    }
  };
  const ended = (end: Taken['end']): Taken => ({
    end,
    ...taken,
    rejected: rejected === '' ? '' : rejectedHeader(from.columns) + rejected,
  });

  try {
    for await (const each of opened.rows) {
      if (each.number <= after) {
        if (countsContents && !('broken' in each)) map(each);
        if (each.number % lookBackEvery === 0 && !taking.hasTime()) return ended({ kind: 'time' });
        continue;
      }
      add(each, judge(each, map, taking));
      row = each.number;
      const isFull = events.length + rejects.length >= portionEvents || bytes >= portionBytes;
      if (!isFull && counts.read % lookEvery !== 0) continue;
      if (isFull) await flush();
      if (taking.hasTime() && rejected.length < rejectedBytes) continue;
      await flush();
      return ended({ kind: 'time' });
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await flush();
    return ended({ kind: 'unreadable', problem: error.message });
  }
  await flush();
  return ended({ kind: 'end' });
};
