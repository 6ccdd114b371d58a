/** Imported first by child processes: ends this one when its standard input does, so no orphan outlives the stack. */
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
