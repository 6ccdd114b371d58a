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
import type { Blueprint, NamedResource } from './template/blueprint.ts';

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

/** Makes the tables, or takes those that are there. Throws if one has other keys: the data is another stack's. */
export const makeTables = async (blueprint: Blueprint, client: DynamoDBClient): Promise<void> => {
  for (const resource of blueprint.select('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
    const {
      TableName: name = '',
      TableArn: arn = '',
      LatestStreamArn: streamArn = '',
    } = await makeTable(blueprint, client, resource);
    blueprint.names.set(resource.id, { ref: name, attributes: { Arn: arn, StreamArn: streamArn } });
  }
};

const makeTable = async (
  blueprint: Blueprint,
  client: DynamoDBClient,
  resource: NamedResource,
): Promise<TableDescription> => {
  const {
    TableName: name = blueprint.nameOf(resource),
    TimeToLiveSpecification: ttl,
    StreamSpecification: stream,
    ...rest
  } = blueprint.parse(resource, Properties);
  const before = await describe(client, name);
  if (before && keysOf(before.KeySchema) !== keysOf(rest.KeySchema)) {
    throw new Error(`The data folder has a table ${name} with other keys than the template's: start with a fresh one`);
  }
  if (before) return before;
  const input: CreateTableCommandInput = { ...rest, TableName: name, BillingMode: 'PAY_PER_REQUEST' };
  if (stream) input.StreamSpecification = { ...stream, StreamEnabled: true };
  await client.send(new CreateTableCommand(input));
  if (ttl?.Enabled) {
    const specification = { AttributeName: ttl.AttributeName, Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: specification }));
  }
  const made = await describe(client, name);
  if (made === undefined) throw new Error(`The local DynamoDB did not make the table ${name}`);
  return made;
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
