/** The use case: verify who speaks, judge each event, and answer only when the queue has them all. */
import type { Result, Verdicts } from '../../events/answer.ts';
import { limits } from '../../events/limits.ts';
import { digest } from '../../shared/runtime/digest.ts';
import type { Adapting } from '../../shared/sources/adapt-text.ts';
import type { AdapterRequest } from '../../shared/sources/adapter.ts';
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

/** `fault` is for the log: what went wrong, though the sender did nothing wrong. */
export type Answer =
  | { kind: 'judged'; verdicts: Verdicts; fault?: string }
  | { kind: 'refused'; problem: problems.Problem; verdicts?: Verdicts; fault?: string };

export interface Dependencies {
  findAccess: FindAccess;
  send: SendToQueue;
  /** Milliseconds since 1970. */
  now: () => number;
  /** For products whose webhook only points at what is to be had. */
  fetch: typeof fetch;
}

/** What a request holds, judged; or why there is nothing to judge. */
type Judged =
  | { kind: 'verdicts'; verdicts: Verdict[]; fault?: string }
  | { kind: 'nothing'; why: string }
  | { kind: 'refused'; problem: problems.Problem; fault?: string };

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

/** To the admin of another product, who looks into its log, the headers of Standard Webhooks alone would mean nothing. */
const unsigned = (problem: string): string =>
  `${problem}. If the source is another product's webhook: it is not signed with the secret that was entered here.`;

/**
 * Finds the source that signed the request, by the scheme of the product whose webhook it is or as Standard Webhooks.
 * An unknown source, a source of either kind and a wrong signature are answered alike.
 */
const authenticate = async (source: string, request: AdapterRequest, now: number, findAccess: FindAccess) => {
  const reading = readClaims(request.headers, now);
  const signed = async ({ adapter, secrets, settings }: SourceAccess): Promise<boolean> => {
    if (adapter === undefined) return reading.readable && isSignedBy(secrets, reading.claims, request.body);
    return (await adapterOf(adapter)).verifies(request, secrets, now, settings);
  };
  try {
    const access = await findAccess(source, signed);
    if (access) return { access };
    return { problem: reading.readable ? problems.wrongSignature : problems.unauthorized(unsigned(reading.problem)) };
  } catch (fault) {
    return { problem: problems.unavailable, fault: String(fault) };
  }
};

/** Loaded late: a source that sends events needs none. */
const adapterOf = async (id: string) => {
  const { loadAdapter } = await import('../../shared/sources/load-adapter.ts');
  const adapter = await loadAdapter(id);
  if (!adapter) throw new Error(`there is no adapter ${id}`);
  return adapter;
};

const judgeEvents = (body: Buffer, { source, headers }: WebhookRequest, access: SourceAccess, now: number): Judged => {
  const reading = readBody(body, headers);
  if (!reading.readable) return { kind: 'refused', problem: reading.problem };
  return { kind: 'verdicts', verdicts: judge(reading.items, source, access, now) };
};

/** Another product's payload: what is wrong with it that product can't mend, so it is kept and never answered with 4xx. */
const judgePayload = async (id: string, request: AdapterRequest, by: Omit<Adapting, 'digest'>): Promise<Judged> => {
  const { adaptText } = await import('../../shared/sources/adapt-text.ts');
  const text = new TextDecoder().decode(request.body);
  const adapted = await adaptText(await adapterOf(id), text, request, { ...by, digest });
  return adapted.kind === 'later' ? { kind: 'refused', problem: problems.unavailable, fault: adapted.fault } : adapted;
};

/** Receives a signed request. The order of the checks is the order of their cost. */
export const receiveEvents = async (request: WebhookRequest, dependencies: Dependencies): Promise<Answer> => {
  const encoding = request.isBase64Encoded ? 'base64' : 'utf8';
  const bytes = Buffer.byteLength(request.body, encoding);
  if (bytes > limits.bodyBytes) return { kind: 'refused', problem: problems.bodyTooLarge(bytes) };
  const body = Buffer.from(request.body, encoding);
  const now = dependencies.now();
  const { source, headers } = request;
  const raw = { headers, body };

  const authenticated = await authenticate(source, raw, now, dependencies.findAccess);
  if (!authenticated.access) return { kind: 'refused', ...authenticated };
  const { access } = authenticated;
  const { adapter, types, settings, token } = access;

  const judged =
    adapter === undefined
      ? judgeEvents(body, request, access, now)
      : await judgePayload(adapter, raw, { source, types, settings, token, fetch: dependencies.fetch, now });
  if (judged.kind === 'refused') return judged;
  if (judged.kind === 'nothing')
    return { kind: 'judged', verdicts: { accepted: 0, rejected: 0, results: [], ignored: judged.why } };

  const events = judged.verdicts.flatMap((verdict) => (verdict.accepted ? [verdict.event] : []));
  const rejects = judged.verdicts.flatMap((verdict) => (verdict.accepted ? [] : [verdict.reject]));
  const verdicts = { accepted: events.length, rejected: rejects.length, results: judged.verdicts.map(resultOf) };

  const receivedAt = new Date(now).toISOString();
  const head = { v: 1, source, namespace: access.namespace, receivedAt } as const;
  const sending: Sending = await dependencies.send(packIngestMessages({ ...head, events, rejects }));
  if (!sending.sent) {
    const problem = sending.throttled ? problems.throttled : problems.unavailable;
    return { kind: 'refused', problem, fault: sending.fault };
  }
  return adapter === undefined && verdicts.accepted === 0 && verdicts.rejected > 0
    ? { kind: 'refused', problem: problems.noneAccepted, verdicts }
    : { kind: 'judged', verdicts, ...(judged.fault !== undefined && { fault: judged.fault }) };
};
