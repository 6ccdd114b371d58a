/** Child process: runs a binary that can't watch its parent, and takes it along when this process ends. */
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const binary = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
binary.on('exit', (code) => process.exit(code ?? 1));
binary.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
process.stdin.resume();
process.stdin.on('close', () => binary.kill('SIGTERM'));
