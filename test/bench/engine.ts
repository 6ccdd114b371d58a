/** DynamoDB for the bench: an engine of its own, a meter on its client, tables like those of the stack. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { type DynamoDbEngine, startDynamoDb } from '../../infra/local/engines/dynamodb.ts';
import { findPort } from '../../infra/local/loopback.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { connectMeter, type Meter } from './meter.ts';

export interface BenchEngine {
  /** `DynamoDB Local` or `dynoxide`. */
  name: string;
  meter: Meter;
  streams: DynamoDBStreamsClient;
  /** A new, empty table with `pk` alone and a stream. */
  createRecords(): Promise<NamedTable & { streamArn: string }>;
  /** A new, empty table with `pk` and `sk`. */
  createBoard(): Promise<NamedTable>;
  stop(): Promise<void>;
}

/** Starts an engine; the best that this machine can run if none is named. */
export const startBenchEngine = async (wanted?: DynamoDbEngine): Promise<BenchEngine> => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-bench-'));
  const port = await findPort();
  if (port === undefined) throw new Error('no free port');
  const options = { port, dataDir: join(folder, 'data'), logFile: join(folder, 'log') };
  const { engine, stop } = await startDynamoDb({ ...options, engine: wanted });
  const config = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  };
  const meter = connectMeter(config);
  const streams = new DynamoDBStreamsClient(config);
  let tables = 0;
  const create = async (keys: readonly string[], streamed: boolean) => {
    tables += 1;
    const name = `table${tables}`;
    const made = await meter.client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
        KeySchema: keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
        ...(streamed && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
      }),
    );
    return { client: meter.client, name, streamArn: made.TableDescription?.LatestStreamArn ?? '' };
  };
  return {
    name: engine === 'java' ? 'DynamoDB Local' : 'dynoxide',
    ...{ meter, streams },
    createRecords: () => create(['pk'], true),
    createBoard: () => create(['pk', 'sk'], false),
    stop: async () => {
      meter.client.destroy();
      streams.destroy();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
