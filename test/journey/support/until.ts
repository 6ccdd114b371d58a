/** Waits for what comes by itself. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Reads until it holds, and returns what was read; fails with the last value after so long. */
export const until = async <T>(
  read: () => T | Promise<T>,
  holds: (value: T) => boolean,
  { seconds = 120, everyMs = 500 } = {},
): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Waited ${seconds} s in vain; the last value was ${JSON.stringify(value)}`);
    await sleep(everyMs);
  }
};
