/** What sweep does each time, part by part: one that fails never stops the next. */

export interface Part {
  name: string;
  run(): Promise<void>;
}

export interface Failure {
  part: string;
  error: unknown;
}

/** Runs the parts in order and answers with those that failed. */
export const runParts = async (parts: readonly Part[]): Promise<Failure[]> => {
  const failures: Failure[] = [];
  for (const { name, run } of parts) {
    try {
      await run();
    } catch (error) {
      failures.push({ part: name, error });
    }
  }
  return failures;
};
