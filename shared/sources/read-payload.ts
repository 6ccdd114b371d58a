/** Reads what an adapter uses of a payload; what does not hold becomes a reject that says where. */
import type * as z from 'zod/mini';
// The words of the contract's messages come with it.
import '../../events/fields.ts';
import type { Adapted } from './adapter.ts';

type PayloadReading<T> = { ok: true; value: T } | { ok: false; adapted: Adapted };

/** Reads a payload by a schema of what the adapter needs. */
export const readPayload = <S extends z.ZodMiniType>(schema: S, payload: unknown): PayloadReading<z.output<S>> => {
  const read = schema.safeParse(payload);
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  const path = (issue?.path ?? []).map((part) => (typeof part === 'number' ? part : String(part)));
  const problem = issue?.message ?? 'is not valid';
  return { ok: false, adapted: { kind: 'events', events: [], unmapped: [{ path, problem }] } };
};
