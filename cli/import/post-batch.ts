/** Posts one signed batch to the webhook, again and again while it is worth it, and says what became of each event. */
import * as z from 'zod';
import { signWebhook } from '../../shared/sources/sign-webhook.ts';
import { Failure } from '../failure.ts';

const Verdicts = z.object({
  accepted: z.number(),
  rejected: z.number(),
  results: z.array(
    z.discriminatedUnion('status', [
      z.object({ index: z.number(), status: z.literal('accepted') }),
      z.object({
        index: z.number(),
        status: z.literal('rejected'),
        path: z.string(),
        problem: z.string(),
        value: z.string().optional(),
      }),
    ]),
  ),
});
export type Verdicts = z.infer<typeof Verdicts>;

export interface Webhook {
  /** The source's own address. */
  url: string;
  secret: string;
  fetch: typeof fetch;
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const tries = 10;
const longestWaitMs = 30_000;
const requestTimeoutMs = 60_000;

/** Milliseconds to wait before another try: what the server asked for, else twice as long each time, with jitter. */
const waitBefore = (attempt: number, retryAfter: string | null): number => {
  const asked = Number(retryAfter);
  if (retryAfter && Number.isFinite(asked)) return Math.min(asked * 1000, 300_000);
  return Math.min(longestWaitMs, 250 * 2 ** attempt) * (0.5 + Math.random() / 2);
};

type Attempt = { kind: 'answered'; verdicts: Verdicts } | { kind: 'again'; why: string; retryAfter: string | null };

const detailOf = (text: string): string => {
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string };
    return detail ?? title ?? text;
  } catch {
    return text.slice(0, 200);
  }
};

const attempt = async (
  { url, secret, ...webhook }: Webhook,
  id: string,
  body: Buffer,
  signal: AbortSignal,
): Promise<Attempt> => {
  let response: Response;
  let text: string;
  try {
    response = await webhook.fetch(url, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: {
        'content-type': 'application/cloudevents-batch+json',
        ...signWebhook(id, webhook.now(), body, secret),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
    });
    text = await response.text();
  } catch (error) {
    if (signal.aborted) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { kind: 'again', why: cause, retryAfter: null };
  }
  const { status } = response;
  if (status === 202 || status === 422) {
    const verdicts = Verdicts.safeParse(JSON.parse(text));
    if (verdicts.success) return { kind: 'answered', verdicts: verdicts.data };
  }
  if (status === 429 || status >= 500)
    return { kind: 'again', why: `${status} ${detailOf(text)}`, retryAfter: response.headers.get('retry-after') };
  throw new Failure(`${url} answered ${status}: ${detailOf(text)}`);
};

/**
 * Posts a batch. Its id stays the same in every try, so that a batch whose answer was lost is told from a new one.
 * Throws a Failure when it is refused, or when the webhook stays out of reach.
 */
export const postBatch = async (webhook: Webhook, id: string, body: Buffer, signal: AbortSignal): Promise<Verdicts> => {
  let why = '';
  for (let count = 0; count < tries; count += 1) {
    const result = await attempt(webhook, id, body, signal);
    if (result.kind === 'answered') return result.verdicts;
    why = result.why;
    if (count + 1 < tries) await webhook.wait(waitBefore(count, result.retryAfter), signal);
  }
  throw new Failure(`${webhook.url} could not be reached, after ${tries} tries: ${why}`);
};
