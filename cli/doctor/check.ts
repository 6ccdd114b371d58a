/** What a check of `hoshin doctor` finds. */

export interface Finding {
  name: string;
  state: 'ok' | 'problem' | 'note';
  /** What was seen. */
  seen: string;
  /** What to do about it; absent where nothing needs doing. */
  todo?: string;
}

export const ok = (name: string, seen: string): Finding => ({ name, state: 'ok', seen });
/** Worth knowing, and no reason to worry. */
export const note = (name: string, seen: string, todo?: string): Finding => ({
  name,
  state: 'note',
  seen,
  ...(todo && { todo }),
});
export const problem = (name: string, seen: string, todo: string): Finding => ({ name, state: 'problem', seen, todo });

/** Runs a check; what it throws is a finding too. */
export const guard = async (name: string, check: () => Promise<Finding[]>, todo: string): Promise<Finding[]> => {
  try {
    return await check();
  } catch (error) {
    return [problem(name, error instanceof Error ? error.message || error.name : String(error), todo)];
  }
};
