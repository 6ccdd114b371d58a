/** SES on one machine: mails go to an inbox page and, as they were sent, to a folder of .eml files. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engine, startChild } from './child.ts';

interface Options {
  port: number;
  mailDir: string;
  logFile: string;
  /** Is told of each mail that was taken. */
  listener?: string | undefined;
}

export const startSes = (options: Options): Promise<Engine> => {
  mkdirSync(options.mailDir, { recursive: true });
  return startChild({
    name: 'SES',
    command: process.execPath,
    args: [
      fileURLToPath(new URL('./ses-child.ts', import.meta.url)),
      ...[String(options.port), options.mailDir, options.listener ?? ''],
    ],
    port: options.port,
    logFile: options.logFile,
  });
};

/** The mail that SES gave this id, as raw MIME, and when it took it. */
export const findMail = (mailDir: string, messageId: string): { raw: string; takenAt: string } | undefined => {
  const file = readdirSync(mailDir).find((name) => name.endsWith(`-${messageId}.eml`));
  if (file === undefined) return undefined;
  return { raw: readFileSync(join(mailDir, file), 'utf8'), takenAt: new Date(Number.parseInt(file, 10)).toISOString() };
};

/** The mails sent so far, oldest first, as raw MIME. */
export const readMails = (mailDir: string): string[] =>
  readdirSync(mailDir)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => readFileSync(join(mailDir, name), 'utf8'));
