/** Judges one event of a source: the schema, the size, who may send what, and the dates against the clock. */

import { HoshinEvent } from '../../events/event.ts';
import { limits } from '../../events/limits.ts';
import { businessDates, type RecordType, recordTypeOf } from '../../events/record-types.ts';
import type { Digest } from '../core/record/order.ts';
import type { Reject } from '../store/ingest-message.ts';
import { pointerOf } from './i-json.ts';

/** What an event is held against. `now` in milliseconds since 1970. */
export interface Judging {
  source: string;
  types: readonly RecordType[];
  now: number;
  digest: Digest;
}

export type Verdict = { accepted: true; event: HoshinEvent } | { accepted: false; reject: Reject };

interface Problem {
  path: readonly PropertyKey[];
  problem: string;
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), value);

/** Characters of a value that a verdict quotes. */
const quotedLength = 100;
const quoteValue = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '';
  return text.length > quotedLength ? `${text.slice(0, quotedLength)}…` : text;
};

/** The first bytes of a text, whole characters only. */
const cut = (text: string, bytes: number): string =>
  Buffer.byteLength(text) <= bytes
    ? text
    : new TextDecoder().decode(Buffer.from(text).subarray(0, bytes), { stream: true });

/** Characters of a path and of a problem that are kept: both may hold a key of the sender's, as long as a body. */
const keptLength = 1_000;
const keep = (text: string): string =>
  (text.length > keptLength ? `${text.slice(0, keptLength)}…` : text).toWellFormed();

const textOrNone = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, limits.idLength).toWellFormed() : undefined;

/** A rejected event: where, what, and the text as it came. */
export const rejectEvent = (text: string, value: unknown, found: Problem, digest: Digest): Verdict => {
  // A lone surrogate in a key or an id would make the reject itself impossible to store.
  const path = keep(pointerOf(found.path));
  const problem = keep(found.problem);
  const envelope = isObject(value) ? value : {};
  const event = cut(text, limits.eventBytes);
  return {
    accepted: false,
    reject: {
      path,
      problem,
      value: quoteValue(valueAt(value, found.path)).toWellFormed(),
      event: event.toWellFormed(),
      eventId: textOrNone(envelope.id),
      subject: textOrNone(envelope.subject),
      digest: digest(`${path}\n${problem}\n${text}`),
      ...(event !== text && { cut: true }),
    },
  };
};

type Issue = NonNullable<ReturnType<typeof HoshinEvent.safeParse>['error']>['issues'][number];

/** What an issue of a schema says to whoever sent the value. */
export const problemOfIssue = (issue: Issue, value: unknown): Problem => {
  if (issue.code === 'unrecognized_keys') {
    return { path: [...issue.path, issue.keys[0] ?? ''], problem: 'is not a field of the contract' };
  }
  if (issue.code === 'invalid_type' && valueAt(value, issue.path) === undefined) {
    return { path: issue.path, problem: 'is required' };
  }
  return { path: issue.path, problem: issue.message };
};

const schemaProblem = (issues: readonly Issue[], value: unknown): Problem => {
  const [issue] = issues;
  return issue ? problemOfIssue(issue, value) : { path: [], problem: 'is not valid' };
};

/** Business dates too far ahead. The schema has checked the near end, which does not move. */
const dateProblem = (event: HoshinEvent, now: number): Problem | undefined => {
  const today = new Date(now).toISOString();
  const last = `${Number(today.slice(0, 4)) + limits.yearsAhead}${today.slice(4, 10)}`;
  for (const [facet, body] of Object.entries(event.data ?? {})) {
    for (const field of businessDates[facet] ?? []) {
      const moment = isObject(body) ? body[field] : undefined;
      if (typeof moment === 'string' && moment.slice(0, 10) > last) {
        return {
          path: ['data', facet, field],
          problem: `must not be more than ${limits.yearsAhead} years ahead (after ${last})`,
        };
      }
    }
  }
  return undefined;
};

const problemOf = (event: HoshinEvent, by: Judging): Problem | undefined => {
  if (event.source !== by.source) return { path: ['source'], problem: `must be ${by.source}, the source that speaks` };
  if (!by.types.includes(recordTypeOf(event.type))) {
    return { path: ['type'], problem: `${by.source} may not send this type; it may send ${by.types.join(', ')}` };
  }
  if (Date.parse(event.time) > by.now + limits.minutesAhead * 60_000) {
    return {
      path: ['time'],
      problem: `must not be more than ${limits.minutesAhead} minutes ahead of the receiver's clock`,
    };
  }
  return dateProblem(event, by.now);
};

/** The verdict on one event, given as it was parsed and as the text that it was parsed from. */
export const judgeEvent = (value: unknown, text: string, by: Judging): Verdict => {
  const reject = (found: Problem) => rejectEvent(text, value, found, by.digest);
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.eventBytes) {
    return reject({ path: [], problem: `is ${bytes} bytes; an event has at most ${limits.eventBytes}` });
  }
  if (!isObject(value) || Array.isArray(value)) return reject({ path: [], problem: 'must be an object' });
  const parsed = HoshinEvent.safeParse(value);
  if (!parsed.success) return reject(schemaProblem(parsed.error.issues, value));
  const found = problemOf(parsed.data, by);
  return found ? reject(found) : { accepted: true, event: parsed.data };
};
