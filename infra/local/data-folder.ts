/** The local stack's data folder: one stack at a time, its ports, and where others find it. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { findPort, isListening, isPortFree } from './loopback.ts';

const portNames = ['http', 'inbox', 'dynamodb', 'sqs', 's3', 'ssm', 'lambda'] as const;
export type Ports = Record<(typeof portNames)[number], number>;

const Endpoints = z.object({
  pid: z.number(),
  /** What an older version left behind has none. */
  startedAt: z.iso.datetime().optional(),
  /** The stack parameter's name. */
  stackParameter: z.string().optional(),
  region: z.string(),
  /** `http` is the HTTP API, `inbox` the page that shows the mails. */
  endpoints: z.object({
    dynamodb: z.url(),
    sqs: z.url(),
    /** What an older version left behind has none. */
    s3: z.url().optional(),
    ssm: z.url(),
    ses: z.url(),
    lambda: z.url(),
    http: z.url(),
    inbox: z.url(),
  }),
});
export type Endpoints = z.infer<typeof Endpoints>;

const endpointsFile = (dataDir: string) => join(dataDir, 'endpoints.json');
const lockFile = (dataDir: string) => join(dataDir, 'lock');
const portsFile = (dataDir: string) => join(dataDir, 'ports.json');

/** Where the stack on this folder listens; nothing if none runs. */
export const readEndpoints = (dataDir: string): Endpoints | undefined => {
  if (!existsSync(endpointsFile(dataDir))) return undefined;
  const endpoints = Endpoints.parse(JSON.parse(readFileSync(endpointsFile(dataDir), 'utf8')));
  return isAlive(endpoints.pid) ? endpoints : undefined;
};

/** Renamed into place: whoever looks meanwhile finds nothing or all of it. */
export const writeEndpoints = (dataDir: string, endpoints: Endpoints): void => {
  const file = endpointsFile(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(endpoints, null, 2)}\n`);
  renameSync(`${file}.new`, file);
};

/** Takes the folder for this process. Throws if another stack has it. */
export const lockFolder = async (dataDir: string, fresh: boolean): Promise<void> => {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFile(dataDir);
  const holder = await findHolder(dataDir);
  if (holder !== undefined) {
    throw new Error(`A local stack is already running on ${dataDir} (process ${holder})`);
  }
  unlockFolder(dataDir);
  writeFileSync(lock, String(process.pid), { flag: 'wx' });
  // Only what the stack itself put there, and where imports into it stand: a folder given by mistake keeps what is in it.
  const own = ['dynamodb', 'sqs', 's3', 'mail', 'checkpoints', 'logs', 'parameters.json', 'imports'];
  if (fresh) for (const name of own) rmSync(join(dataDir, name), { recursive: true, force: true });
  for (const name of ['logs', 'checkpoints']) mkdirSync(join(dataDir, name), { recursive: true });
};

export const unlockFolder = (dataDir: string): void => {
  rmSync(endpointsFile(dataDir), { force: true });
  rmSync(lockFile(dataDir), { force: true });
};

const startMs = 120_000;

/** The process that has the folder. A killed stack's number may be another process's by now: in a container it often is. */
const findHolder = async (dataDir: string): Promise<number | undefined> => {
  const lock = lockFile(dataDir);
  if (!existsSync(lock)) return undefined;
  const holder = Number(readFileSync(lock, 'utf8'));
  if (!isAlive(holder)) return undefined;
  const running = readEndpoints(dataDir);
  if (running) return (await isListening(Number(new URL(running.endpoints.lambda).port))) ? holder : undefined;
  return Date.now() - statSync(lock).mtimeMs < startMs ? holder : undefined;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const Remembered = z.partialRecord(z.enum(portNames), z.number());

/** The ports asked for; else those of the last time, if they are free; else free ones. Throws if one asked for is taken. */
export const choosePorts = async (dataDir: string, wanted: Partial<Ports>): Promise<Ports> => {
  const file = portsFile(dataDir);
  const before = existsSync(file) ? Remembered.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const chosen: Partial<Ports> = {};
  for (const name of portNames) {
    const asked = wanted[name];
    const taken = Object.values(chosen);
    const isFree = async (port: number) => !taken.includes(port) && (await isPortFree(port));
    let port = asked ?? before[name] ?? (await findPort());
    if (asked !== undefined && !(await isFree(asked))) throw new Error(`Port ${asked} (${name}) is taken`);
    while (!(await isFree(port))) port = await findPort();
    chosen[name] = port;
  }
  const ports = z.record(z.enum(portNames), z.number()).parse(chosen);
  writeFileSync(file, JSON.stringify(ports));
  return ports;
};
