/** Bounds what is in flight at once: DynamoDB answers a burst of thousands with throttling, a client with timeouts. */

/** Runs a task as soon as fewer than `most` others of this limit are running. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>;

export const limitConcurrency = (most: number): Limit => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= most) await new Promise<void>((resume) => waiting.push(resume));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place is handed on, never given back while somebody waits for it.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
