/** What each function weighs, and what the hot ones cost before their first line runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as z from 'zod';
import type { Env as EvaluateEnv } from '../../functions/evaluate/env.ts';
import type { Env as FoldEnv } from '../../functions/fold/env.ts';
import type { Env as ReceiveEnv } from '../../functions/receive/env.ts';
import type { Env as StoreEnv } from '../../functions/store/env.ts';
import { bundle } from '../../infra/bundle.ts';
import { type Figure, formatValue, type Section } from './figures.ts';
import { type Init, measureInit } from './module-init.ts';

const kilobyte = 1000;
const hotKilobytes = 480;
const hotInit = 1.25;

const receive: z.input<typeof ReceiveEnv> = {
  INGEST_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/ingest',
  SOURCES_PREFIX: '/hoshin/bench/sources/',
};
const store: z.input<typeof StoreEnv> = {
  RECORDS_TABLE: 'records',
  BOARD_TABLE: 'board',
  SENDERS_QUEUE_ARN: 'arn:aws:sqs:eu-central-1:123456789012:senders',
  SOURCES_PREFIX: '/hoshin/bench/sources/',
  PERSON_KEY: '/hoshin/bench/person-key',
};
const fold: z.input<typeof FoldEnv> = { BOARD_TABLE: 'board' };
const evaluate: z.input<typeof EvaluateEnv> = { BOARD_TABLE: 'board', SETTLE_SECONDS: '300' };
const hot: Record<string, Record<string, string>> = { receive, store, fold, evaluate };
const others = [
  ...['notify', 'sweep', 'rebuild', 'decisions', 'track', 'digest', 'audit'],
  ...['intake', 'outreach', 'retain', 'surveys', 'complaints'],
];

const sizeOf = (name: string, bytes: number): Figure => ({
  name: `bundle of ${name}`,
  value: Math.round(bytes / kilobyte),
  unit: 'KB',
  ...(name in hot && { limit: { atMost: hotKilobytes } }),
});

const shareOf = (medians: ReadonlyMap<string, Init>, name: string, of: keyof Init): number =>
  (medians.get(name)?.[of] ?? Number.NaN) / (medians.get('bare')?.[of] ?? Number.NaN);

export const measureFunctions = async (rounds: number, tell: (line: string) => void): Promise<Section> => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-bench-'));
  try {
    const names = [...Object.keys(hot), ...others];
    const bundles = names.map((name) => ({ name, ...bundle(`functions/${name}/handler.ts`, join(folder, name)) }));
    const bare = { name: 'bare', ...bundle('test/bench/bare-client.ts', join(folder, 'bare')) };
    const modules = [bare, ...bundles.filter(({ name }) => name in hot)].map((each) => ({
      name: each.name,
      file: join(each.folder, 'index.mjs'),
      env: {
        ...hot[each.name],
        POWERTOOLS_SERVICE_NAME: each.name,
        POWERTOOLS_METRICS_NAMESPACE: 'Hoshin',
        AWS_LAMBDA_FUNCTION_NAME: each.name,
      },
    }));
    tell(`loads ${modules.length} modules ${rounds} times each`);
    const medians = await measureInit(modules, rounds);
    return {
      title: 'Functions',
      about: [
        'minified, with what is imported statically; what is imported late (`await import`) is not loaded at cold start',
        `module init in fresh processes of Node ${process.versions.node}, interleaved, median of ${rounds}`,
      ],
      figures: [
        ...bundles.map(({ name, bytes }) => sizeOf(name, bytes)),
        sizeOf('a bare client-dynamodb', bare.bytes),
        ...Object.keys(hot).map((name) => ({
          name: `module init of ${name}, of a bare client's`,
          value: shareOf(medians, name, 'wall'),
          unit: '×',
          limit: { atMost: hotInit },
          note: `${formatValue(shareOf(medians, name, 'cpu'))} × its CPU time`,
        })),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
