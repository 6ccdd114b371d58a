/** Reads a payload of another product by a schema of what is used of it, or says where it doesn't fit. */
import type * as z from 'zod/mini';
import type { Unmapped } from './adapter.ts';
// The words of the contract's messages come with it.
import '../../events/fields.ts';

type Reading<T> = { fits: true; value: T } | ({ fits: false } & Unmapped);

const isPart = (part: PropertyKey): part is string | number => typeof part !== 'symbol';

/** A payload as its schema describes it, or its first misfit. */
export const readShape = <T>(schema: z.ZodMiniType<T>, payload: unknown): Reading<T> => {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return { fits: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { fits: false, path: issue?.path.filter(isPart) ?? [], problem: issue?.message ?? 'is not valid' };
};
