/** Sees that the synthesized template is there and no older than what it is made of. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
/** Everything that the template and its bundles are made of; `infra/local` is not part of them. */
const sources = ['infra', 'functions', 'shared', 'events', 'cdk.json', 'package-lock.json', 'tsconfig.json'];

/** The template of the development stage, which the local stack starts. */
const templateFile = join(root, 'cdk.out', 'Hoshin-development.template.json');

/**
 * Runs `cdk synth` if the template is missing or older than the sources; that takes 7 to 20 seconds and needs no
 * network. Returns the template's file. Throws with what CDK said if it fails.
 */
export const ensureSynthesized = async (tell: (line: string) => void = () => undefined): Promise<string> => {
  if (!isCurrent()) {
    tell('Synthesizing the stack (cdk synth), 10 to 20 seconds …');
    await synthesize().catch(waitForOther);
  }
  return templateFile;
};

/** Two that start at once: CDK lets one of them synthesize, and the other waits for what comes of it. */
const waitForOther = async (error: Error): Promise<void> => {
  if (!error.message.includes('Another CLI')) throw error;
  for (let waited = 0; waited < patienceSeconds; waited += 1) {
    await sleep(1_000);
    if (isCurrent()) return;
  }
  throw error;
};
const patienceSeconds = 60;

const isCurrent = (): boolean => {
  if (!existsSync(templateFile)) return false;
  const made = statSync(templateFile).mtimeMs;
  return sources.every((name) => newest(join(root, name)) < made);
};

const newest = (path: string): number => {
  if (!existsSync(path) || path === join(root, 'infra', 'local')) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
};

const synthesize = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const cdk = join(require.resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');
    const child = spawn(process.execPath, [cdk, 'synth', '--quiet'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The app is started as `node`: the one that runs this, not an older one that comes first.
      env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}` },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`cdk synth failed:\n${output.trim()}`));
    });
  });
