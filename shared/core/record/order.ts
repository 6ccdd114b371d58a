/** The order of a facet: decides which of two bodies is the newer one, whatever the order of arrival. */

/** Makes a short digest of a text; passed in, since the core imports no crypto. */
export type Digest = (text: string) => string;

const deletedRank = 9;

/** An RFC 3339 instant as UTC at a fixed width of nine decimals, so that texts compare as instants do. */
export const fixedWidthTime = (instant: string): string => {
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? '';
  const whole = new Date(instant.replace(/\.\d+/, '')).toISOString().slice(0, 19);
  return `${whole}.${fraction.slice(0, 9).padEnd(9, '0')}Z`;
};

/** JSON with sorted keys, so that two senders who write one body in another order of fields are not in conflict. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/**
 * Order of a facet: `{time, UTC, 30 characters}{rank of its lifecycle state, 1 digit}{digest of its body}`.
 * The greater order wins, an equal one is a duplicate, a smaller one changes nothing.
 * A deletion (`body` null) has the highest rank of its instant.
 */
export const orderOf = (
  time: string,
  body: unknown,
  lifecycle: readonly string[] | undefined,
  digest: Digest,
): string => {
  const state = (body as { state?: string } | null)?.state;
  const rank = body === null ? deletedRank : Math.max(0, lifecycle?.indexOf(state ?? '') ?? 0);
  return `${fixedWidthTime(time)}${rank}${digest(canonicalJson(body))}`;
};

/** The instant in an order. Two different orders of one instant are a conflict. */
export const timeOfOrder = (order: string): string => order.slice(0, 30);
