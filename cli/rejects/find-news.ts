/** Whether an event would change its record: what is stored already, or has been overtaken, is not offered again. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { HoshinEvent } from '../../events/event.ts';
import { recordTypeOf } from '../../events/record-types.ts';
import { timeOfOrder } from '../../shared/core/record/order.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { recordPk } from '../../shared/store/keys.ts';
import { facetsOfEvent, orderOn } from '../../shared/store/record-item.ts';
import type { NamedTable } from '../../shared/store/table.ts';

/**
 * True if one of its facets is newer than what is stored. One of the very same time is not: its sender has mended the
 * event and sent it again, and two bodies of one time would be a conflict.
 */
export const bringsNews = async (records: NamedTable, namespace: string, event: HoshinEvent): Promise<boolean> => {
  const pk = recordPk({ type: recordTypeOf(event.type), namespace, subject: event.subject });
  const { Item } = await records.client.send(
    new GetItemCommand({ TableName: records.name, Key: toItem({ pk }), ConsistentRead: true }),
  );
  const item = Item ? fromItem<Record<string, unknown>>(Item) : {};
  return facetsOfEvent(event, digest).some(({ facet, order }) => {
    const stored = orderOn(item, facet);
    return stored === undefined || timeOfOrder(stored) < timeOfOrder(order);
  });
};
