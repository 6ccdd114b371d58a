/** The use case: verify who speaks, judge each event, and answer only when the queue has them all. */
import type { Result, Verdicts } from '../../events/answer.ts';
import { limits } from '../../events/limits.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { judgeEvent, rejectEvent, type Verdict } from '../../shared/sources/judge-event.ts';
import type { Sending, SendToQueue } from '../../shared/sources/send-to-queue.ts';
import type { FindAccess, SourceAccess } from '../../shared/sources/source-access.ts';
import { isSignedBy, readClaims } from '../../shared/sources/standard-webhooks.ts';
import { packIngestMessages } from '../../shared/store/ingest-message.ts';
import * as problems from './problem.ts';
import { type Item, readBody } from './read-body.ts';

/** Header names in lower case. The body as the gateway hands it over: base64 unless its type is textual. */
export interface WebhookRequest {
  source: string;
  headers: Record<string, string | undefined>;
  body: string;
  isBase64Encoded: boolean;
}

/** `fault` is for the log: what kept a request from being taken, though the sender did nothing wrong. */
export type Answer =
  | { kind: 'judged'; verdicts: Verdicts }
  | { kind: 'refused'; problem: problems.Problem; verdicts?: Verdicts; fault?: string };

export interface Dependencies {
  findAccess: FindAccess;
  send: SendToQueue;
  /** Milliseconds since 1970. */
  now: () => number;
}

const judge = (items: Item[], source: string, access: SourceAccess, now: number): Verdict[] =>
  items.map((item) =>
    'fault' in item
      ? rejectEvent(item.text, undefined, { path: [], problem: item.fault }, digest)
      : judgeEvent(item.value, item.text, { source, types: access.types, now, digest }),
  );

const resultOf = (verdict: Verdict, index: number): Result => {
  if (verdict.accepted) return { index, id: verdict.event.id, status: 'accepted' };
  const { eventId, path, problem, value } = verdict.reject;
  return { index, ...(eventId !== undefined && { id: eventId }), status: 'rejected', path, problem, value };
};

const wrongSignature = problems.unauthorized(
  'The source is unknown, or no signature matches its secrets and the body.',
);

/** Finds the source that signed the request; an unknown source and a wrong signature are answered alike. */
const authenticate = async (request: WebhookRequest, body: Buffer, now: number, findAccess: FindAccess) => {
  const reading = readClaims(request.headers, now);
  if (!reading.readable) return { problem: problems.unauthorized(`${reading.problem}.`) };
  try {
    const access = await findAccess(request.source, ({ secrets }) => isSignedBy(secrets, reading.claims, body));
    return access ? { access } : { problem: wrongSignature };
  } catch (fault) {
    return { problem: problems.unavailable, fault: String(fault) };
  }
};

/** Receives a signed request. The order of the checks is the order of their cost. */
export const receiveEvents = async (request: WebhookRequest, dependencies: Dependencies): Promise<Answer> => {
  const encoding = request.isBase64Encoded ? 'base64' : 'utf8';
  const bytes = Buffer.byteLength(request.body, encoding);
  if (bytes > limits.bodyBytes) return { kind: 'refused', problem: problems.bodyTooLarge(bytes) };
  const body = Buffer.from(request.body, encoding);
  const now = dependencies.now();

  const authenticated = await authenticate(request, body, now, dependencies.findAccess);
  if (!authenticated.access) return { kind: 'refused', ...authenticated };
  const { access } = authenticated;

  const reading = readBody(body, request.headers);
  if (!reading.readable) return { kind: 'refused', problem: reading.problem };

  const judged = judge(reading.items, request.source, access, now);
  const events = judged.flatMap((verdict) => (verdict.accepted ? [verdict.event] : []));
  const rejects = judged.flatMap((verdict) => (verdict.accepted ? [] : [verdict.reject]));
  const verdicts = { accepted: events.length, rejected: rejects.length, results: judged.map(resultOf) };

  const receivedAt = new Date(now).toISOString();
  const head = { v: 1, source: request.source, namespace: access.namespace, receivedAt } as const;
  const sending: Sending = await dependencies.send(packIngestMessages({ ...head, events, rejects }));
  if (!sending.sent) {
    const problem = sending.throttled ? problems.throttled : problems.unavailable;
    return { kind: 'refused', problem, fault: sending.fault };
  }
  return verdicts.accepted === 0 && verdicts.rejected > 0
    ? { kind: 'refused', problem: problems.noneAccepted, verdicts }
    : { kind: 'judged', verdicts };
};
