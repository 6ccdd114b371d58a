/** Everything that a stack's tables hold, to be compared item by item. */
import { DynamoDBClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { fromItem } from '../../../shared/runtime/dynamodb.ts';
import type { JourneyStack } from './stack.ts';

/** What schedules write about themselves, whatever anybody does. */
const ownLife = new Set(['heartbeat', 'probe', 'spoken', 'echo']);

/** Every item by its key, as text; `tables` are their names. */
export const takeSnapshot = async (
  { local }: JourneyStack,
  tables: readonly string[],
): Promise<Record<string, string>> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const { AWS_REGION: region = '' } = local.environment;
  const client = new DynamoDBClient({ region, credentials, endpoint: local.endpoints.dynamodb });
  const items: Record<string, string> = {};
  for (const table of tables) {
    let start: ScanCommandInput['ExclusiveStartKey'];
    do {
      const page = await client.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start }),
      );
      for (const item of page.Items ?? []) {
        const { pk, sk, kind } = fromItem<{ pk: string; sk?: string; kind?: string }>(item);
        if (ownLife.has(kind ?? pk)) continue;
        items[`${table} ${pk} ${sk ?? ''}`] = JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
      }
      start = page.LastEvaluatedKey;
    } while (start);
  }
  client.destroy();
  return items;
};
