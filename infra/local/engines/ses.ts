/** SES on one machine: mails go to an inbox page and, as they were sent, to a folder of .eml files. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engine, startChild } from './child.ts';

export const startSes = (options: { port: number; mailDir: string; logFile: string }): Promise<Engine> => {
  mkdirSync(options.mailDir, { recursive: true });
  return startChild({
    name: 'SES',
    command: process.execPath,
    args: [fileURLToPath(new URL('./ses-child.ts', import.meta.url)), String(options.port), options.mailDir],
    port: options.port,
    logFile: options.logFile,
  });
};

/** The mails sent so far, oldest first, as raw MIME. */
export const readMails = (mailDir: string): string[] =>
  readdirSync(mailDir)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => readFileSync(join(mailDir, name), 'utf8'));
