/** Takes one guard out of what the shipped modules send, to show that the simulation notices. The modules stay as they are. */
import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { MemoryTable } from './memory-table.ts';

/** Does to a table what a command asks. */
export type Apply = (table: MemoryTable, command: object) => object;

const apply: Apply = (table, command) => table.apply(command);

const isAddition = (command: object): command is UpdateItemCommand =>
  command instanceof UpdateItemCommand && command.input.UpdateExpression?.startsWith('SET #last = :max') === true;

const isStore = (command: object): command is UpdateItemCommand =>
  command instanceof UpdateItemCommand && command.input.UpdateExpression?.includes('born = if_not_exists') === true;

export const breaks = {
  /** Rows take every addition. */
  watermark: (table, command) =>
    isAddition(command)
      ? table.apply(new UpdateItemCommand({ ...command.input, ConditionExpression: undefined }))
      : table.apply(command),
  /** Facets take every body, the older ones too. */
  order: (table, command) => {
    if (!isStore(command)) return table.apply(command);
    // The first condition is the epoch's; each of the others guards one facet.
    const [epoch] = command.input.ConditionExpression?.split(' AND ') ?? [];
    return table.apply(new UpdateItemCommand({ ...command.input, ConditionExpression: epoch }));
  },
  /** Changes that cancel out within a batch leave the watermark where it was. */
  zero: (table, command) =>
    isAddition(command) && !command.input.UpdateExpression?.includes(' ADD ')
      ? { $metadata: {} }
      : table.apply(command),
  /** Exceptions take every revision, the older ones too. */
  revision: (table, command) =>
    command instanceof PutItemCommand && command.input.ConditionExpression?.includes('revision')
      ? table.apply(
          new PutItemCommand({
            ...command.input,
            ConditionExpression: undefined,
            ExpressionAttributeValues: undefined,
          }),
        )
      : table.apply(command),
} satisfies Record<string, Apply>;

export type Break = keyof typeof breaks;

export const applierOf = (broken: Break | undefined): Apply => (broken ? breaks[broken] : apply);
