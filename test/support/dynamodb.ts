/** DynamoDB for a test file: an engine of its own on a free loopback port, with a table like the board. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../infra/local/engines/dynamodb.ts';
import { findPort } from '../../infra/local/loopback.ts';
import type { NamedTable } from '../../shared/store/table.ts';

export interface TestDynamoDb {
  client: DynamoDBClient;
  /** A new, empty table with `pk` and `sk`. */
  createBoard(): Promise<NamedTable>;
  /** A new, empty table with `pk` alone. */
  createRecords(): Promise<NamedTable>;
  stop(): Promise<void>;
}

/** Starts the engine (two seconds); stop it in `afterAll`. */
export const startTestDynamoDb = async (): Promise<TestDynamoDb> => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-dynamodb-'));
  const port = await findPort();
  const engine = await startDynamoDb({ port, dataDir: join(folder, 'data'), logFile: join(folder, 'log') });
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  let tables = 0;
  const create = async (kind: string, keys: readonly { name: string; type: 'HASH' | 'RANGE' }[]) => {
    tables += 1;
    const name = `${kind}${tables}`;
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map(({ name: AttributeName }) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys.map(({ name: AttributeName, type: KeyType }) => ({ AttributeName, KeyType })),
      }),
    );
    return { client, name };
  };
  const pk = { name: 'pk', type: 'HASH' } as const;
  return {
    client,
    createBoard: () => create('board', [pk, { name: 'sk', type: 'RANGE' }]),
    createRecords: () => create('records', [pk]),
    stop: async () => {
      client.destroy();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
