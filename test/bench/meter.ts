/** A meter on a DynamoDB client: the write and read units that DynamoDB itself reports, by what was written. */
import { type AttributeValue, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** What one kind of item cost so far. */
interface Reading {
  /** Requests that DynamoDB answered, refused conditions included. */
  requests: number;
  units: number;
  /** Requests whose condition failed. */
  refused: number;
}

export interface Meter {
  client: DynamoDBClient;
  /** The readings by kind: `delivery` (a record), `row`, `exception`, `run` …; `read` for what was read. */
  readings: Map<string, Reading>;
  reset(): void;
}

interface Answer {
  ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
}

interface Request {
  Key?: Record<string, AttributeValue>;
  Item?: Record<string, AttributeValue>;
}

const metered = new Set(['UpdateItem', 'PutItem', 'Query', 'GetItem', 'TransactWriteItems']);
const reads = new Set(['Query', 'GetItem']);

/** The first part of the partition key: every key of the tables says there what the item is. */
const kindOf = (command: string, { Key, Item }: Request): string => {
  if (reads.has(command)) return 'read';
  return (Key ?? Item)?.pk?.S?.split('#', 1)[0] ?? command;
};

const sum = ({ ConsumedCapacity: capacity = [] }: Answer): number =>
  [capacity].flat().reduce((units, { CapacityUnits = 0 }) => units + CapacityUnits, 0);

const sizeOfValue = (value: AttributeValue): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/[-.]/g, '').length / 2) + 1;
  if (value.M !== undefined) return 3 + sizeOfItem(value.M) + Object.keys(value.M).length;
  if (value.L !== undefined) return 3 + value.L.reduce((bytes, each) => bytes + 1 + sizeOfValue(each), 0);
  return 1;
};

/** Bytes of an item as DynamoDB adds them up: names and values. */
export const sizeOfItem = (item: Record<string, AttributeValue>): number =>
  Object.entries(item).reduce((bytes, [name, value]) => bytes + Buffer.byteLength(name) + sizeOfValue(value), 0);

/** A refusal has no ConsumedCapacity; DynamoDB charges it by the size of the item that was there, at least one unit. */
const unitsOfRefusal = (item: Record<string, AttributeValue> | undefined): number =>
  Math.max(1, Math.ceil(sizeOfItem(item ?? {}) / 1024));

/** A client whose requests ask for their ConsumedCapacity, and the meter that adds it up. */
export const connectMeter = (config: DynamoDBClientConfig): Meter => {
  const client = new DynamoDBClient(config);
  const readings = new Map<string, Reading>();
  const count = (kind: string, units: number, refused: number) => {
    const reading = readings.get(kind) ?? { requests: 0, units: 0, refused: 0 };
    readings.set(kind, reading);
    reading.requests += 1;
    reading.units += units;
    reading.refused += refused;
  };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const command = commandName.replace(/Command$/, '');
        if (!metered.has(command)) return next(args);
        const kind = kindOf(command, args.input as Request);
        try {
          const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
          count(kind, sum(result.output as Answer), 0);
          return result;
        } catch (error) {
          if (error instanceof Error && error.name === 'ConditionalCheckFailedException')
            count(kind, unitsOfRefusal((error as Request & Error).Item), 1);
          throw error;
        }
      },
    { step: 'initialize', name: 'meter' },
  );
  return { client, readings, reset: () => readings.clear() };
};

/** Units of some kinds, of all writes if none is named. */
export const unitsOf = ({ readings }: Meter, ...kinds: string[]): number =>
  [...readings].reduce(
    (units, [kind, reading]) =>
      (kinds.length > 0 ? kinds.includes(kind) : kind !== 'read') ? units + reading.units : units,
    0,
  );
