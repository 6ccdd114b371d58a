/** An engine as a child process: started, waited for, stopped. */
import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isListening } from '../loopback.ts';

export interface Engine {
  /** Ends the engine; killed when it takes longer than ten seconds. */
  stop(): Promise<void>;
}

interface Child {
  name: string;
  command: string;
  args: readonly string[];
  /** Where it will listen, on loopback. */
  port: number;
  logFile: string;
  env?: Record<string, string>;
}

const startTimeoutMs = 60_000;
/** DynamoDB Local puts its log into its data first; a kill loses nothing, but the next start has it to do. */
const stopTimeoutMs = 10_000;

/** Starts an engine and waits until its port answers. Throws with the end of its log if it ends before that. */
export const startChild = async ({ name, command, args, port, logFile, env }: Child): Promise<Engine> => {
  const log = openSync(logFile, 'w');
  // Detached: Ctrl-C reaches the stack alone, which stops its engines after its functions. They end with their stdin.
  const child = spawn(command, args, {
    stdio: ['pipe', log, log],
    detached: true,
    windowsHide: true,
    env: { ...process.env, ...env },
  });
  let problem: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      problem = error.message;
      resolve();
    });
    child.on('exit', (code, signal) => {
      problem ??= `it ended with ${signal ?? code}`;
      resolve();
    });
  });
  child.stdin?.on('error', () => undefined);

  const deadline = Date.now() + startTimeoutMs;
  while (!(await isListening(port))) {
    if (problem === undefined && Date.now() < deadline) {
      await sleep(20);
      continue;
    }
    child.kill('SIGKILL');
    const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-15).join('\n');
    throw new Error(`The local ${name} engine did not start: ${problem ?? 'no answer'}.\n${tail}`);
  }
  return {
    stop: async () => {
      child.stdin?.end();
      const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await ended;
      clearTimeout(late);
    },
  };
};
