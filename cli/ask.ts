/** Questions to whoever sits at the terminal. */
import { createInterface } from 'node:readline/promises';

/** What was answered, without blanks around. */
export const ask = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
};

/** False where nobody can be asked: in a pipe, in a job. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;
