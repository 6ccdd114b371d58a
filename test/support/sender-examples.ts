/** The examples of docs/send-data.md, as files that senders copy, and how each is run. */
import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('../../docs/examples/', import.meta.url));

export interface SenderExample {
  file: string;
  /** What runs it, and with what arguments before the file. */
  runtime: string[];
  /** Asks the runtime whether it is there. */
  version: string;
}

export const senderExamples: readonly SenderExample[] = [
  { file: 'send.sh', runtime: ['bash'], version: '--version' },
  { file: 'send.mjs', runtime: ['node'], version: '--version' },
  { file: 'send.py', runtime: ['python3'], version: '--version' },
  { file: 'Send.cs', runtime: ['dotnet', 'run'], version: '--version' },
  { file: 'Send.java', runtime: ['java'], version: '--version' },
];

export const isInstalled = ({ runtime: [program = ''], version }: SenderExample): boolean => {
  try {
    execFileSync(program, [version], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Runs an example as its first lines say; answers with its exit status and what it printed. */
export const runExample = async (
  { file, runtime: [program = '', ...before] }: SenderExample,
  events: readonly string[],
  target: { url: string; secret: string },
): Promise<{ status: number; stdout: string }> => {
  const env = { ...process.env, HOSHIN_URL: target.url, HOSHIN_SECRET: target.secret };
  try {
    const { stdout } = await promisify(execFile)(program, [...before, `${folder}${file}`, ...events], { env });
    return { status: 0, stdout };
  } catch (failure) {
    const { code, stdout } = failure as { code: number; stdout: string };
    return { status: code, stdout };
  }
};
