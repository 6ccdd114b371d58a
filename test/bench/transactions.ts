/** The common pattern, a record and its aggregates in one transaction, and store and fold beside it. */
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { HoshinEvent } from '../../events/event.ts';
import { contributionOf } from '../../shared/core/record/contribution.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import type { Change } from '../../shared/store/fold-changes.ts';
import { rowKey } from '../../shared/store/keys.ts';
import { toRecord } from '../../shared/store/record-item.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { startBenchEngine } from './engine.ts';
import { policy } from './feed.ts';
import type { Figure } from './figures.ts';
import { fold } from './fold-units.ts';
import { unitsOf } from './meter.ts';
import { openBoard, readStream, storeAll } from './pipeline.ts';

/** Transactions are counted on so many records: an engine for one machine takes its time over them. */
const mostTransactions = 2_000;

/** Writes the records of changes, each with what it adds to its rows; rows are the same as fold's. */
const writeTransactions = async (records: NamedTable, board: NamedTable, changes: readonly Change[]): Promise<void> => {
  for (const { after } of changes) {
    if (!after) continue;
    const record = toRecord(after);
    const { day, slices, counters } = contributionOf(record, policy, tallies) ?? { day: '', slices: [], counters: {} };
    const names = Object.keys(counters);
    await board.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: records.name, Item: toItem(after), ConditionExpression: 'attribute_not_exists(pk)' } },
          ...slices.map((slice) => ({
            Update: {
              TableName: board.name,
              Key: toItem(rowKey(0, record.type, slice, day, 'all')),
              UpdateExpression: `ADD ${names.map((_, index) => `#c${index} :c${index}`).join(', ')}`,
              ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#c${index}`, name])),
              ExpressionAttributeValues: toItem(
                Object.fromEntries(names.map((name, index) => [`:c${index}`, counters[name]])),
              ),
            },
          })),
        ],
      }),
    );
  }
};

/** The common pattern, and store and fold beside it on the same engine. */
export const compareTransactions = async (all: readonly HoshinEvent[]): Promise<Figure[]> => {
  const events = all.slice(0, mostTransactions);
  const engine = await startBenchEngine('dynoxide').catch(() => undefined);
  if (!engine) return [];
  try {
    const { meter, streams } = engine;
    const [records, board, others, otherBoard] = [
      await engine.createRecords(),
      await engine.createBoard(),
      await engine.createRecords(),
      await engine.createBoard(),
    ];
    await openBoard(board);
    meter.reset();
    await storeAll(records, board, events);
    const stored = unitsOf(meter, 'delivery') / events.length;
    const changes = await readStream(streams, records.streamArn);
    const folded = await fold(engine, changes, { batch: 100 });
    meter.reset();
    await writeTransactions(others, otherBoard, changes);
    const common = unitsOf(meter) / events.length;
    const of = `first ${events.length.toLocaleString('en')}, on ${engine.name}`;
    return [
      {
        name: 'common pattern: a transaction a record',
        value: common,
        unit: 'units',
        note: `${of}; no read, no retry`,
      },
      { name: 'store and fold beside it, batches of 100', value: stored + folded.rows, unit: 'units', note: of },
      { name: 'the common pattern costs', value: common / (stored + folded.rows), unit: '×', note: 'as much' },
    ];
  } finally {
    await engine.stop();
  }
};
