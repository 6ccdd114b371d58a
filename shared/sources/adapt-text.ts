/** Makes verdicts of what another product sent: events as its adapter wrote them, judged like any sender's, and the rest as rejects. */

import { limits } from '../../events/limits.ts';
import type { RecordType } from '../../events/record-types.ts';
import type { Digest } from '../core/record/order.ts';
import type { Origin } from '../store/ingest-message.ts';
import type { Adapted, AdaptedEvent, Adapter, AdapterRequest } from './adapter.ts';
import { readIJson } from './i-json.ts';
import { judgeEvent, rejectEvent, type Verdict } from './judge-event.ts';

/** What a text is adapted for. */
export interface Adapting {
  source: string;
  types: readonly RecordType[];
  /** As configured: read anew each time, since they may be older than the adapter. */
  settings: unknown;
  token?: string | undefined;
  fetch: typeof fetch;
  /** Milliseconds since 1970. */
  now: number;
  digest: Digest;
}

export type AdaptedText =
  /** `fault` is for the log: the adapter itself failed, and what it failed on is kept. */
  | { kind: 'verdicts'; verdicts: Verdict[]; fault?: string }
  | { kind: 'nothing'; why: string }
  /** Not now; the same text can be adapted later. */
  | { kind: 'later'; fault: string };

/** Rejects of one payload, at most: each of them keeps it whole, and what mends one is likely to mend them all. */
const mostRejects = 20;

const describeFault = (fault: unknown): string => (fault instanceof Error ? fault.name : 'unknown');

const filled = (values: AdapterRequest['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** What a replay needs beside the payload. */
const originOf = ({ id, headers = [] }: Adapter, request: AdapterRequest): Origin => ({
  kind: 'webhook',
  adapter: id,
  headers: filled(Object.fromEntries(headers.map((name) => [name, request.headers[name]]))),
});

const judge = (event: AdaptedEvent, by: Adapting): Verdict => {
  const whole = { specversion: '1.0', source: by.source, ...event };
  return judgeEvent(whole, JSON.stringify(whole), by);
};

/**
 * Adapts a payload whose sender is proven. What can't be mapped becomes a reject that holds the payload as it came, so
 * that it can be adapted again once the settings are mended: the same payload makes the same records.
 */
export const adaptText = async (
  adapter: Adapter,
  text: string,
  request: AdapterRequest,
  by: Adapting,
): Promise<AdaptedText> => {
  const reject = (value: unknown, path: readonly PropertyKey[], problem: string, quoted?: string): Verdict => {
    const verdict = rejectEvent(text, value, { path, problem }, by.digest);
    if (verdict.accepted) return verdict;
    const { reject: kept } = verdict;
    return { accepted: false, reject: { ...kept, value: quoted ?? kept.value, origin: originOf(adapter, request) } };
  };
  const reading = readIJson(text, limits.jsonDepth);
  if (!reading.readable) {
    const { line, column, problem } = reading;
    return {
      kind: 'verdicts',
      verdicts: [reject(undefined, [], `is not JSON: line ${line}, column ${column}: ${problem}`)],
    };
  }
  const settings = adapter.readSettings(by.settings ?? {});
  if (!settings.ok) {
    const problems = settings.problems.map(({ path, problem }) => `${path.join('.')} ${problem}`);
    return { kind: 'later', fault: `the settings of ${by.source} can't be used: ${problems.join('; ')}` };
  }
  const context = { settings: settings.settings, fetch: by.fetch, now: by.now };
  let adapted: Adapted;
  try {
    adapted = await adapter.adapt(reading.value, request, {
      ...context,
      ...(by.token !== undefined && { token: by.token }),
    });
  } catch (fault) {
    const verdicts = [reject(reading.value, [], `the adapter ${adapter.id} failed on it`)];
    return { kind: 'verdicts', verdicts, fault: `${adapter.id} failed: ${describeFault(fault)}` };
  }
  if (adapted.kind !== 'events') return adapted;
  // Refused by the contract, it is the payload that is kept, too: with other settings it makes another event.
  const keepPayload = (verdict: Verdict): Verdict => {
    if (verdict.accepted) return verdict;
    const { path, problem, value, eventId, subject, digest } = verdict.reject;
    const kept = reject(reading.value, [], problem);
    return kept.accepted
      ? kept
      : { accepted: false, reject: { ...kept.reject, path, value, eventId, subject, digest } };
  };
  const verdicts: Verdict[] = [];
  let refused = 0;
  const refuse = (kept: () => Verdict): void => {
    refused += 1;
    if (refused <= mostRejects) verdicts.push(kept());
  };
  for (const event of adapted.events) {
    const verdict = judge(event, by);
    if (verdict.accepted) verdicts.push(verdict);
    else refuse(() => keepPayload(verdict));
  }
  for (const { path, problem, value } of adapted.unmapped)
    refuse(() => reject(reading.value, path, problem, value?.slice(0, limits.idLength).toWellFormed()));
  if (refused > mostRejects)
    verdicts.push(
      reject(reading.value, [], `holds ${refused - mostRejects} more that cannot be taken, like the others`),
    );
  return { kind: 'verdicts', verdicts };
};
