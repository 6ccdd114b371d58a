/** Makes the template's tables in the local DynamoDB, with their streams and time-to-live. */
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Json } from './template/template.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const Properties = z.object({
  TableName: z.string().optional(),
  KeySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
});

export interface MadeTable {
  name: string;
  arn: string;
  streamArn: string;
}

/** Makes the table, or takes the one that is there. Throws if that one has other keys: the data is another stack's. */
export const makeTable = async (client: DynamoDBClient, defaultName: string, properties: Json): Promise<MadeTable> => {
  const {
    TableName: givenName,
    TimeToLiveSpecification: ttl,
    StreamSpecification: stream,
    ...rest
  } = Properties.parse(properties);
  const name = givenName ?? defaultName;
  const before = await describe(client, name);
  if (before === undefined) {
    const input: CreateTableCommandInput = { ...rest, TableName: name, BillingMode: 'PAY_PER_REQUEST' };
    if (stream) input.StreamSpecification = { ...stream, StreamEnabled: true };
    await client.send(new CreateTableCommand(input));
    if (ttl?.Enabled) {
      await client.send(
        new UpdateTimeToLiveCommand({
          TableName: name,
          TimeToLiveSpecification: { ...ttl, AttributeName: ttl.AttributeName },
        }),
      );
    }
  } else if (keysOf(before.KeySchema) !== keysOf(rest.KeySchema)) {
    throw new Error(`The data folder has a table ${name} with other keys than the template's: start with a fresh one`);
  }
  const table = before ?? (await describe(client, name));
  if (table?.TableArn === undefined) throw new Error(`The local DynamoDB did not make the table ${name}`);
  return { name, arn: table.TableArn, streamArn: table.LatestStreamArn ?? '' };
};

const keysOf = (schema: TableDescription['KeySchema'] = []) =>
  schema.map(({ AttributeName: name, KeyType: type }) => `${type} ${name}`).join();

const describe = async (client: DynamoDBClient, name: string): Promise<TableDescription | undefined> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};
