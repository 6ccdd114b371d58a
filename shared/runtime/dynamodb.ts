/** DynamoDB as the functions and the command use it: plain values in, plain values out. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

/** What the store modules need of a client; the simulation's table is one too. */
export type Table = Pick<DynamoDBClient, 'send'>;

/** The client; its endpoint and region come from the environment. */
export const connectDynamoDB = (): DynamoDBClient => new DynamoDBClient({});

/** A plain object as an item. Undefined fields are left out. */
export const toItem = (value: object) => marshall(value, { removeUndefinedValues: true });
/** An item as a plain object; the caller knows its shape, since only this project writes the tables. */
export const fromItem = <T = Record<string, unknown>>(item: Parameters<typeof unmarshall>[0]): T =>
  unmarshall(item) as T;
