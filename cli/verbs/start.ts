/** `hoshin start`: the whole stack on this machine, until Ctrl-C. */
import { Command, InvalidArgumentError } from 'commander';
import type { Addresses } from '../../infra/local/endpoints.ts';
import type { Source } from '../../shared/core/config/source.ts';
import { readConfig, readPolicy } from '../../shared/store/config.ts';
import { readSurveysInForce } from '../../shared/store/surveys.ts';
import { type Connection, connect, dataFolder } from '../connect.ts';
import { runDemo } from '../demo/run-demo.ts';
import { Failure } from '../failure.ts';
import { signedCurl } from '../signed-curl.ts';
import { readAccess } from '../source-secret.ts';
import { openAddresses } from '../surveys/standings.ts';
import { examples, print } from '../verb.ts';

interface StartOptions {
  data?: string;
  demo?: boolean;
  fresh?: boolean;
  port?: number;
}

/** Where anybody may answer a survey. */
const openSurveys = async ({ board, stack }: Connection): Promise<string[]> => {
  const policy = await readPolicy(board, Date.now());
  const surveys = await readSurveysInForce(board, Date.now(), policy.timeZone);
  return surveys.flatMap((survey) => openAddresses(stack.ingestUrl, survey).map(({ address }) => address));
};

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** An event that a newcomer can send, of the first source that sends deliveries. */
const sampleRequest = async (connection: Connection): Promise<string | undefined> => {
  const sources = await readConfig<Source>(connection.board, 'source');
  const own = sources.filter(({ value: { types, adapter } }) => types.includes('delivery') && !adapter);
  const source = own.find(({ value }) => !value.namespace) ?? own[0];
  const secret = source && (await readAccess(connection, source.id))?.secrets[0];
  if (!source || !secret) return undefined;
  const now = new Date().toISOString();
  const day = now.slice(0, 10);
  return signedCurl(`${connection.stack.ingestUrl}${source.id}`, secret, {
    specversion: '1.0',
    id: 'try-1',
    source: source.id,
    type: 'hoshin.delivery.v1',
    subject: 'TRY-1',
    time: now,
    data: {
      promise: { first: day },
      progress: { state: 'delivered', deliveredAt: now },
      about: { customer: { name: 'Ada Example', email: 'ada@customer.example' } },
    },
  });
};

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

const start = async (options: StartOptions): Promise<void> => {
  // Loaded here: no other verb needs the engines.
  const [{ startLocalStack }, { ensureSynthesized }] = await Promise.all([
    import('../../infra/local/start.ts'),
    import('../../infra/local/synthesize.ts'),
  ]);
  const folder = dataFolder(options.data);
  const templateFile = await ensureSynthesized(tell);
  tell('Starting the tables, the queues, the mail inbox and the functions …');
  const stopped = untilStopped();
  const stopping = new AbortController();
  void stopped.then(() => stopping.abort());
  const stack = await startLocalStack({
    dataDir: folder,
    templateFile,
    fresh: options.fresh ?? false,
    ...(options.port !== undefined && { ports: { http: options.port } }),
  }).catch((error: unknown) => {
    throw error instanceof Error && /already running|is taken/.test(error.message)
      ? new Failure(`${error.message}.`)
      : error;
  });
  try {
    const connection = await connect({ stage: 'local', data: folder });
    const work = async () => {
      if (options.demo) await runDemo(connection, folder, stopping.signal);
      await tellAddresses(connection, stack.endpoints, folder, stack.logDir);
    };
    await Promise.race([work(), stopped]);
    await stopped;
  } finally {
    tell('Stopping …');
    await stack.stop();
  }
};

const tellAddresses = async (
  connection: Connection,
  { inbox, s3 }: Addresses,
  folder: string,
  logs: string,
): Promise<void> => {
  const [request, surveys] = await Promise.all([sampleRequest(connection), openSurveys(connection)]);
  print(
    [
      '',
      'Hoshin is running on this machine. Ctrl-C stops it; its data stays.',
      `  inbox    ${inbox}`,
      `  webhook  ${connection.stack.ingestUrl}{source}`,
      ...surveys.map((address) => `  survey   ${address}`),
      `  complain ${new URL('../complaint', connection.stack.ingestUrl).href}`,
      `  bucket   s3://${connection.stack.dropBucket}/incoming/{source}/ (at ${s3})`,
      `  data     ${folder}`,
      `  logs     ${logs}`,
      '',
      ...(request ? ['Send a delivery of your own:', '', request, ''] : []),
      'In another terminal: npm run hoshin -- alerts',
    ].join('\n'),
  );
};

const portNumber = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('It must be a port, 1 to 65535.');
  return port;
};

export const startVerb = (): Command =>
  new Command('start')
    .description('the whole stack on this machine, with an inbox to look into; no account, no Docker')
    .option('--demo', 'feed the sample year of a fictional manufacturer, if there is no data yet')
    .option('--fresh', 'forget what an earlier start left')
    .option('--port <port>', 'port of the webhook (default: a free one, the same every time)', portNumber)
    .option('--data <folder>', 'where data is kept (default: $HOSHIN_DATA_DIR, or .hoshin)')
    .helpOption('-h, --help', 'show this help')
    .addHelpText(
      'after',
      examples(
        ['start --demo', 'what `npm start` does'],
        ['start --fresh --port 8080', 'an empty stack on a port of your choice'],
      ),
    )
    .action(start);
