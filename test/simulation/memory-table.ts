/** A table in memory with DynamoDB's semantics, as far as the store modules rely on them. */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Bindings, conditionOf, type Item, updateOf } from './expressions.ts';

/** Told of every effective change, in the order in which they happen. */
export type OnChange = (before: Item | undefined, after: Item) => void;

interface Expressions {
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

const metadata = { $metadata: {} };
const bindingsOf = (input: Expressions): Bindings => ({
  names: input.ExpressionAttributeNames,
  values: input.ExpressionAttributeValues,
});
const textOf = (value: AttributeValue | undefined): string => value?.S ?? '';
const same = (a: Item | undefined, b: Item): boolean => a !== undefined && JSON.stringify(a) === JSON.stringify(b);
const keyOf = ({ pk, sk }: Item): Item => ({ ...(pk && { pk }), ...(sk && { sk }) });
const bySortKey = (a: Item, b: Item) => (textOf(a.sk) < textOf(b.sk) ? -1 : 1);

export class MemoryTable {
  private readonly partitions = new Map<string, Map<string, Item>>();
  private readonly onChange: OnChange | undefined;

  constructor(onChange?: OnChange) {
    this.onChange = onChange;
  }

  private get(key: Item): Item | undefined {
    return this.partitions.get(textOf(key.pk))?.get(textOf(key.sk));
  }

  private set(item: Item): void {
    const before = this.get(item);
    const pk = textOf(item.pk);
    const partition = this.partitions.get(pk) ?? new Map<string, Item>();
    this.partitions.set(pk, partition);
    partition.set(textOf(item.sk), item);
    // A write that changes nothing leaves no stream record.
    if (this.onChange && !same(before, item)) this.onChange(before, item);
  }

  /** Every item, by partition key, then by sort key. */
  items(): Item[] {
    const pks = [...this.partitions.keys()].sort();
    return pks.flatMap((pk) => [...(this.partitions.get(pk)?.values() ?? [])].sort(bySortKey));
  }

  /** Does what a command asks, at once. */
  apply(command: object): object {
    if (command instanceof UpdateItemCommand) return this.update(command.input);
    if (command instanceof PutItemCommand) return this.put(command.input);
    if (command instanceof DeleteItemCommand) return this.delete(command.input.Key ?? {});
    if (command instanceof QueryCommand) return this.query(command.input);
    if (command instanceof ScanCommand) return this.scan(command.input);
    if (command instanceof TransactWriteItemsCommand) return this.transact(command.input.TransactItems ?? []);
    throw new Error(`The table does not know ${command.constructor.name}`);
  }

  private check(input: Expressions & { ConditionExpression?: string | undefined }, before: Item | undefined): boolean {
    return !input.ConditionExpression || conditionOf(input.ConditionExpression)(before ?? {}, bindingsOf(input));
  }

  private refuse(before: Item | undefined, returned: string | undefined): never {
    throw new ConditionalCheckFailedException({
      ...metadata,
      message: 'The conditional request failed',
      ...(returned === 'ALL_OLD' && before && { Item: before }),
    });
  }

  private update(input: UpdateItemCommandInput): object {
    const key = input.Key ?? {};
    const before = this.get(key);
    if (!this.check(input, before)) this.refuse(before, input.ReturnValuesOnConditionCheckFailure);
    const after: Item = { ...(before ?? key) };
    updateOf(input.UpdateExpression ?? '')(after, before ?? {}, bindingsOf(input));
    this.set(after);
    if (input.ReturnValues !== 'UPDATED_OLD') return metadata;
    const changed = Object.entries(before ?? {}).filter(([name, value]) => after[name] !== value);
    return { ...metadata, Attributes: Object.fromEntries(changed) };
  }

  private put(input: PutItemCommandInput): object {
    const item = input.Item ?? {};
    const before = this.get(item);
    if (!this.check(input, before)) this.refuse(before, input.ReturnValuesOnConditionCheckFailure);
    this.set(item);
    return metadata;
  }

  /** Of the board only, whose changes nobody follows here. */
  private delete(key: Item): object {
    if (this.onChange) throw new Error('Records are never deleted');
    this.partitions.get(textOf(key.pk))?.delete(textOf(key.sk));
    return metadata;
  }

  private query(input: QueryCommandInput): object {
    const bindings = bindingsOf(input);
    const matches = conditionOf(input.KeyConditionExpression ?? '');
    const items = [...(this.partitions.get(textOf(input.ExpressionAttributeValues?.[':pk']))?.values() ?? [])];
    return { ...metadata, Items: items.filter((item) => matches(item, bindings)).sort(bySortKey) };
  }

  private scan(input: ScanCommandInput): object {
    const from = input.ExclusiveStartKey;
    const all = this.items();
    const isBehind = (item: Item, { pk, sk }: Item) =>
      textOf(item.pk) > textOf(pk) || (textOf(item.pk) === textOf(pk) && textOf(item.sk) > textOf(sk));
    const rest = from ? all.filter((item) => isBehind(item, from)) : all;
    const page = rest.slice(0, input.Limit ?? rest.length);
    const last = page.at(-1);
    const matches = input.FilterExpression ? conditionOf(input.FilterExpression) : () => true;
    return {
      ...metadata,
      Items: page.filter((item) => matches(item, bindingsOf(input))),
      // As the service does: the last page may be followed by an empty one.
      ...(input.Limit !== undefined && page.length === input.Limit && last && { LastEvaluatedKey: keyOf(last) }),
    };
  }

  private transact(writes: readonly TransactWriteItem[]): object {
    const passes = writes.every(({ Put, Update }) => {
      if (Put) return this.check(Put, this.get(Put.Item ?? {}));
      if (Update) return this.check(Update, this.get(Update.Key ?? {}));
      throw new Error('Only puts and updates are supported in transactions');
    });
    if (!passes) throw new TransactionCanceledException({ ...metadata, message: 'A condition failed' });
    for (const { Put, Update } of writes) {
      if (Put) this.put({ ...Put, ReturnValuesOnConditionCheckFailure: undefined });
      if (Update) this.update({ ...Update, ReturnValuesOnConditionCheckFailure: undefined });
    }
    return metadata;
  }
}
