/** What any function that talks to DynamoDB pays before a line of its own: the yardstick for module init. */
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

export const client = new DynamoDBClient({});
export const handler = (input: ConstructorParameters<typeof UpdateItemCommand>[0]) =>
  client.send(new UpdateItemCommand(input));
