/** SQS on one machine, in its own process: its work does not hold up the functions'. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Engine, startChild } from './child.ts';

/** Starts SQS; messages survive a restart on the same folder. */
export const startSqs = (options: { port: number; dataDir: string; logFile: string }): Promise<Engine> => {
  mkdirSync(options.dataDir, { recursive: true });
  return startChild({
    name: 'SQS',
    command: process.execPath,
    args: [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('./sqs-child.ts', import.meta.url)),
      ...[String(options.port), options.dataDir],
    ],
    port: options.port,
    logFile: options.logFile,
  });
};
