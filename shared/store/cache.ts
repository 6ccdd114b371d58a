/** Remembers something read from a table for a while: epochs change rarely and are asked for with every event. */

/** A value that is read again once it is older than a while. */
export interface Cached<T> {
  /** The value, at most that old. */
  get(): Promise<T>;
  /** The value, read now. */
  reload(): Promise<T>;
}

/**
 * @param load Reads the value.
 * @param freshMs How long it may be used.
 * @param now Milliseconds since 1970.
 */
export const cacheFor = <T>(load: () => Promise<T>, freshMs: number, now: () => number): Cached<T> => {
  let known: { value: T; readAt: number } | undefined;
  let loading: Promise<T> | undefined;
  const reload = async (): Promise<T> => {
    // Taken before the read: what changes while it is under way must not count as seen.
    const readAt = now();
    const value = await load();
    if (!known || known.readAt <= readAt) known = { value, readAt };
    return value;
  };
  const get = async (): Promise<T> => {
    if (known && now() - known.readAt <= freshMs) return known.value;
    loading ??= reload().finally(() => {
      loading = undefined;
    });
    return loading;
  };
  return { get, reload };
};
