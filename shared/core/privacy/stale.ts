/** What of an item is kept no longer. Pure. */
import type { Retention } from '../config/retention.ts';

const dayMs = 86_400_000;

/** True if something of a class that began to be kept at an instant has been kept for long enough. */
export const isStale = (
  retention: Retention,
  kept: keyof Retention,
  since: string | undefined,
  now: number,
): boolean => {
  const days = retention[kept];
  return days !== undefined && since !== undefined && Date.parse(since) < now - days * dayMs;
};

/** Personal fields of a record's facets, by the class that they belong to. */
export const classOfField: Readonly<Record<string, 'customer' | 'text'>> = {
  customer: 'customer',
  text: 'text',
  texts: 'text',
};
