/** Takes a person out of both tables, or counts what that would take out. Counted fields stay as they are. */

import { DeleteItemCommand, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { facetNames, personalFields } from '../../../events/record-types.ts';
import { fromItem, toItem } from '../../runtime/dynamodb.ts';
import { parseRecordPk } from '../../store/keys.ts';
import { personalAttribute } from '../../store/record-item.ts';
import type { NamedTable } from '../../store/table.ts';
import type { BoardItem } from '../board-item.ts';
import { writeChange } from '../write-change.ts';
import { type Erasing, eraseItem, impersonalKinds } from './erase-item.ts';
import { scanTable } from './scan-table.ts';

/** How many items of each kind; records as `record delivery`. */
export type Counts = Record<string, number>;

const add = (counts: Counts, what: string): void => {
  counts[what] = (counts[what] ?? 0) + 1;
};

const attempts = 5;

const applyTo = async (board: NamedTable, item: BoardItem, erasing: Erasing): Promise<void> => {
  const Key = toItem({ pk: item.pk, sk: item.sk });
  let read = item;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const erasure = eraseItem(read, erasing);
    if (erasure.kind === 'keep') return;
    if (erasure.kind === 'delete') {
      await board.client.send(new DeleteItemCommand({ TableName: board.name, Key }));
      return;
    }
    if (await writeChange(board, read, erasure.item)) return;
    const { Item } = await board.client.send(new GetItemCommand({ TableName: board.name, Key, ConsistentRead: true }));
    if (!Item) return;
    read = fromItem<BoardItem>(Item);
  }
  throw new Error(`${item.pk} ${item.sk} kept changing`);
};

/** Goes through the board. With `apply` false it only counts. */
export const eraseBoard = async (board: NamedTable, erasing: Erasing, apply: boolean): Promise<Counts> => {
  const counts: Counts = {};
  const values = Object.fromEntries(impersonalKinds.map((kind, at) => [`:k${at}`, kind]));
  const personal = {
    FilterExpression: `NOT #kind IN (${Object.keys(values).join(', ')})`,
    ExpressionAttributeNames: { '#kind': 'kind' },
    values,
  };
  await scanTable<BoardItem>(board, personal, async (item) => {
    if (eraseItem(item, erasing).kind === 'keep') return;
    add(counts, item.kind);
    if (apply) await applyTo(board, item, erasing);
  });
  return counts;
};

/**
 * Takes what is personal out of the person's records, and marks them, so that no later event brings it back. The
 * revision goes up and the import's mark goes, as with any change that is no work of an import; nothing that is counted
 * changes.
 */
export const eraseRecords = async (records: NamedTable, erasing: Erasing, apply: boolean): Promise<Counts> => {
  const counts: Counts = {};
  for (const pk of erasing.dossier.records) {
    const { type } = parseRecordPk(pk);
    add(counts, `record ${type}`);
    if (!apply) continue;
    const facets = (facetNames[type] as readonly string[]).filter((facet) => personalFields[facet]);
    const removed = ['#run', ...facets.map((facet) => `#${facet}`)];
    await records.client.send(
      new UpdateItemCommand({
        TableName: records.name,
        Key: toItem({ pk }),
        UpdateExpression: `SET erased = :true REMOVE ${removed.join(', ')} ADD revision :one`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: {
          '#run': 'run',
          ...Object.fromEntries(facets.map((facet) => [`#${facet}`, personalAttribute(facet)])),
        },
        ExpressionAttributeValues: toItem({ ':true': true, ':one': 1 }),
      }),
    );
  }
  return counts;
};
