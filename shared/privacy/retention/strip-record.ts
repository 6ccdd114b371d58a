/** Strips a record of what is kept no longer, counted from the newest event that told anything of it. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { facetNames, personalFields } from '../../../events/record-types.ts';
import type { Retention } from '../../core/config/retention.ts';
import { classOfField, isStale } from '../../core/privacy/stale.ts';
import { timeOfOrder } from '../../core/record/order.ts';
import { toItem } from '../../runtime/dynamodb.ts';
import { isConditionFailure } from '../../store/condition.ts';
import { parseRecordPk } from '../../store/keys.ts';
import { orderOn, personalAttribute, type RecordItem } from '../../store/record-item.ts';
import type { NamedTable } from '../../store/table.ts';

/** When the record was last told of, by the senders' own times. */
const lastHeard = (item: RecordItem, facets: readonly string[]): string | undefined =>
  facets
    .flatMap((facet) => orderOn(item, facet) ?? [])
    .map(timeOfOrder)
    .sort()
    .at(-1);

/** Attributes that go, and attributes of which one field goes: paths in the item. */
const stalePaths = (item: RecordItem, retention: Retention, now: number): string[][] => {
  const facets: readonly string[] = facetNames[parseRecordPk(item.pk).type] ?? [];
  const since = lastHeard(item, facets);
  return facets.flatMap((facet) => {
    const attribute = personalAttribute(facet);
    const fields = Object.keys((item[attribute] as object | undefined) ?? {});
    const stale = fields.filter((field) => {
      const kept = personalFields[facet]?.includes(field) ? classOfField[field] : undefined;
      return kept !== undefined && isStale(retention, kept, since, now);
    });
    if (stale.length === 0) return [];
    return stale.length === fields.length ? [[attribute]] : stale.map((field) => [attribute, field]);
  });
};

/** True if something went. A record that changed since it was read is left to the next round. */
export const stripRecord = async (
  records: NamedTable,
  item: RecordItem,
  retention: Retention,
  now: number,
): Promise<boolean> => {
  const paths = stalePaths(item, retention, now);
  if (paths.length === 0) return false;
  const names = [...new Set(paths.flat())];
  const alias = (name: string) => `#n${names.indexOf(name)}`;
  const removed = paths.map((path) => path.map(alias).join('.'));
  try {
    await records.client.send(
      new UpdateItemCommand({
        TableName: records.name,
        Key: toItem({ pk: item.pk }),
        // As with any change that is no work of an import, its mark goes.
        UpdateExpression: `REMOVE ${['#run', ...removed].join(', ')} ADD revision :one`,
        ConditionExpression: 'revision = :read',
        ExpressionAttributeNames: { '#run': 'run', ...Object.fromEntries(names.map((name) => [alias(name), name])) },
        ExpressionAttributeValues: toItem({ ':one': 1, ':read': item.revision }),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};
