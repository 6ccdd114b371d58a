#!/usr/bin/env node
/** The `hoshin` command. Exit status: 0; 1 if what was asked failed; 2 for bad usage. */
import { CommanderError } from 'commander';
import { UnreadableFile } from '../shared/import/unreadable-file.ts';
import { Failure } from './failure.ts';
import { createProgram } from './program.ts';

// `hoshin kpi … | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; showing help is what was asked for.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof Failure) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.status;
  } else if (error instanceof UnreadableFile) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else {
    process.stderr.write(`This should not have happened: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}
