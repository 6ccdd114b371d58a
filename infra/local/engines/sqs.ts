/** SQS and S3 on one machine, in its own process: its work does not hold up the functions'. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Engine, startChild } from './child.ts';

/** Starts both on one port; messages and objects survive a restart on the same folder. */
export const startSqs = (options: {
  port: number;
  dataDir: string;
  s3Dir: string;
  logFile: string;
}): Promise<Engine> => {
  for (const folder of [options.dataDir, options.s3Dir]) mkdirSync(folder, { recursive: true });
  return startChild({
    name: 'SQS',
    command: process.execPath,
    args: [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('./sqs-child.ts', import.meta.url)),
      ...[String(options.port), options.dataDir, options.s3Dir],
    ],
    port: options.port,
    logFile: options.logFile,
  });
};
