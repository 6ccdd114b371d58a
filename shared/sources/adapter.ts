/**
 * Adapter: makes events out of what another product's webhook sends, once that product's own signature has been verified.
 * One file each in this folder's `adapters/`, named by its id; the route and the secret follow from the source's id.
 */
import type { RecordType } from '../../events/record-types.ts';

/**
 * A request as it came, its body byte for byte. Header names in lower case. What stands in the address after the question
 * mark is left out: nothing there is signed, and what products put there are tokens, which nobody should keep.
 */
export interface AdapterRequest {
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
}

/** An event as an adapter writes it: judged afterwards like any sender's, with `source` and `specversion` filled in. */
export interface AdaptedEvent {
  /** The other product's own id of the delivery, so that the same delivery has the same id. */
  id: string;
  type: `hoshin.${RecordType}.v1`;
  subject: string;
  /** When the other product knew it, with offset. */
  time: string;
  data: object | null;
}

/** What is kept as a reject: where in the payload (JSON Pointer), and what is wrong. */
export interface Unmapped {
  path: readonly (string | number)[];
  /** Never quotes a customer's value: rejects are counted by it, and it outlives an erasure. */
  problem: string;
  /** The value, as JSON, where it is not what stands at the path. */
  value?: string;
}

export type Adapted =
  | { kind: 'events'; events: AdaptedEvent[]; unmapped: Unmapped[] }
  /** Nothing of it is ours: a ping, a test, a kind of event that no record comes of. Answered 202 and forgotten. */
  | { kind: 'nothing'; why: string }
  /** Not now: what it points at could not be fetched. Answered 503, so that it comes again. */
  | { kind: 'later'; fault: string };

export interface AdapterContext {
  /** The source's settings, as `readSettings` read them. */
  settings: unknown;
  /** For products whose payload only points at the content. */
  token?: string;
  fetch: typeof fetch;
  /** Milliseconds since 1970. */
  now: number;
}

export interface Adapter {
  /** `typeform`: what a source's `adapter` names. */
  id: string;
  title: string;
  /** The official page on its webhooks and signatures. */
  documentation: string;
  /** Record types that it can make. */
  types: readonly RecordType[];
  /** Whether it completes what another system began: its source is then to write into that one's namespace. */
  completes?: true;
  /** Headers that `adapt` reads beside the payload, in lower case; never a signature. Kept with a reject, so that it can be adapted again. */
  headers?: readonly string[];
  /** Where an administrator of the product finds what `hoshin sources secret` asks for: `the webhook's settings, under Secret`. */
  secretFrom: string;
  /** Where the token comes from; absent where the payload holds all, and no token is needed. */
  tokenFrom?: string;
  /** Whether these settings, as a company wrote them, make use of a token; absent: any do, where there is `tokenFrom`. */
  needsToken?(settings: unknown): boolean;
  /** Reads a source's settings, with defaults; `problems` names each field that is wrong. Called by `hoshin apply` and at receipt. */
  readSettings(
    given: unknown,
  ): { ok: true; settings: unknown } | { ok: false; problems: { path: string[]; problem: string }[] };
  /** What is wrong with a secret that somebody entered; `undefined` if nothing. `settings` as configured, not yet read. */
  secretProblem(secret: string, settings?: unknown): string | undefined;
  /**
   * Whether one of the secrets signed exactly these bytes, by the other product's own scheme, in constant time. Never
   * throws, whatever came. `now` where the scheme has a time; `settings`, as configured, where they describe the scheme.
   */
  verifies(request: AdapterRequest, secrets: readonly string[], now: number, settings?: unknown): boolean;
  /**
   * Makes events of a payload that is JSON. Never throws for what came: what can't be mapped is said, and then nothing of
   * its record is sent: a half would be in conflict with the whole, once the settings are mended and it is adapted again.
   */
  adapt(payload: unknown, request: AdapterRequest, context: AdapterContext): Promise<Adapted> | Adapted;
}
