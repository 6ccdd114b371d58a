/** What every verb's command has in common: options, help, and output for people or programs. */
import { Command, InvalidArgumentError } from 'commander';

/** A verb that talks to a stack. */
export const stackVerb = (name: string): Command =>
  new Command(name)
    .option('--stage <name>', 'the stack to talk to: local, or a deployed stage', 'local')
    .option('--data <folder>', "the local stack's data folder (default: $HOSHIN_DATA_DIR, or .hoshin)")
    .helpOption('-h, --help', 'show this help');

/** Options that the output takes. */
export interface OutputOptions {
  json?: boolean;
}

export const jsonOption = ['--json', 'print JSON, for programs'] as const;

/** Reads an option that is a count. */
export const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
};

/** Help text that shows how a verb is used. */
export const examples = (...lines: [command: string, does: string][]): string => {
  const width = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, does]) => `  $ hoshin ${command.padEnd(width)}   ${does}`).join('\n')}\n`;
};

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
