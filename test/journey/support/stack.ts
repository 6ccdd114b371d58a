/** The real local stack for a journey: the synthesized template on free ports in a folder of its own, and the command. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import PostalMime, { type Email } from 'postal-mime';
import { type LocalStack, startLocalStack } from '../../../infra/local/start.ts';
import { ensureSynthesized } from '../../../infra/local/synthesize.ts';
import { isObject, readTemplate } from '../../../infra/local/template/template.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What a command said, and its exit status. */
interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface JourneyOptions {
  /** The deployment's settleSeconds and graceSeconds; what a deployment has by itself if absent. */
  settleSeconds?: number;
  graceSeconds?: number;
  /** How long the readers of streams wait for a batch to fill. */
  batchingSeconds?: number;
  /** Schedules fire by hand only. */
  byHand?: boolean;
}

export interface JourneyStack {
  local: LocalStack;
  dataDir: string;
  /** A folder for the journey's own files; it goes with the stack. */
  folder: string;
  /** Runs `hoshin …` as a user does, as a process of its own. */
  hoshin(...args: string[]): Promise<Ran>;
  /** The same, with what somebody pipes into it. */
  hoshinReading(input: string, ...args: string[]): Promise<Ran>;
  /** Runs `hoshin … --json`, which has to succeed. */
  hoshinJson<T>(...args: string[]): Promise<T>;
  /** Every mail so far, oldest first. */
  mails(): Promise<Email[]>;
  stop(): Promise<void>;
}

/** The environment of a user's shell: nothing of the test runner's, and no account. */
const shellOf = (dataDir: string): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS: _, VITEST: __, NODE_ENV: ___, ...env } = process.env;
  return { ...env, HOSHIN_DATA_DIR: dataDir, NO_COLOR: '1' };
};

/** Starts the command as a child process. */
export const spawnHoshin = (dataDir: string, args: readonly string[], input?: string) => {
  const child = spawn(process.execPath, [join(root, 'cli', 'main.ts'), ...args], {
    cwd: root,
    env: shellOf(dataDir),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that reads nothing may end before it was written to.
  child.stdin.on('error', () => {}).end(input);
  return child;
};

const runHoshin = (dataDir: string, args: readonly string[], input?: string): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawnHoshin(dataDir, args, input);
    const ran: Ran = { status: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ran.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ran.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...ran, status }));
  });

/** The template of a deployment with other settings: what `cdk synth -c settleSeconds=…` would make, without its 15 seconds. */
const configure = (
  templateFile: string,
  folder: string,
  { settleSeconds, graceSeconds, batchingSeconds }: JourneyOptions,
): string => {
  const settings = { SETTLE_SECONDS: settleSeconds, GRACE_SECONDS: graceSeconds };
  const template = readTemplate(templateFile);
  for (const { Properties } of Object.values(template.Resources)) {
    if (batchingSeconds !== undefined && Properties?.MaximumBatchingWindowInSeconds !== undefined)
      Properties.MaximumBatchingWindowInSeconds = batchingSeconds;
    const environment = isObject(Properties?.Environment) ? Properties.Environment.Variables : undefined;
    if (!isObject(environment)) continue;
    for (const [name, value] of Object.entries(settings))
      if (value !== undefined && name in environment) environment[name] = String(value);
  }
  const configured = join(folder, basename(templateFile));
  const text = JSON.stringify(template);
  // The stack's parameter is JSON in a text of the template.
  const waits = graceSeconds === undefined ? text : text.replace(/(\\"graceSeconds\\":)\d+/, `$1${graceSeconds}`);
  writeFileSync(configured, waits);
  const manifest = basename(templateFile).replace('.template.json', '.assets.json');
  const assets: { files: Record<string, { source: { path: string } }> } = JSON.parse(
    readFileSync(join(dirname(templateFile), manifest), 'utf8'),
  );
  for (const { source } of Object.values(assets.files))
    source.path = relative(folder, join(dirname(templateFile), source.path));
  writeFileSync(join(folder, manifest), JSON.stringify(assets));
  return configured;
};

/** Starts an empty stack. */
export const startJourneyStack = async (options: JourneyOptions = {}): Promise<JourneyStack> => {
  const templateFile = await ensureSynthesized();
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-journey-'));
  const dataDir = join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const local = await startLocalStack({
    dataDir,
    templateFile: configure(templateFile, folder, options),
    ...(options.byHand && { scheduleEverySeconds: 100 * 86_400 }),
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const hoshin = (...args: string[]) => runHoshin(dataDir, args);
  return {
    ...{ local, dataDir, folder, hoshin },
    hoshinReading: (input, ...args) => runHoshin(dataDir, args, input),
    hoshinJson: async (...args) => {
      const { status, stdout, stderr } = await hoshin(...args, '--json');
      if (status !== 0) throw new Error(`hoshin ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
      return JSON.parse(stdout);
    },
    mails: () => Promise.all(local.readMails().map((raw) => PostalMime.parse(raw))),
    stop: async () => {
      await local.stop();
      remove();
    },
  };
};
