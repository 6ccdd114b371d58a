/** A complaint out of its item, with what is personal of it. The item is ours: what it holds was judged when it came in. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Customer } from '../../events/about.ts';
import type { KnownComplaint } from '../core/complaint/care.ts';
import type { ComplaintRecord } from '../core/record/record.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { recordPk } from '../store/keys.ts';
import { personalAttribute, type RecordItem, toRecord } from '../store/record-item.ts';
import type { NamedTable } from '../store/table.ts';

interface Personal {
  text?: string;
  customer?: Customer;
}

/** `undefined` if the item holds no complaint, or a deleted one. */
export const complaintIn = (item: RecordItem): KnownComplaint | undefined => {
  const record = toRecord(item);
  if (record.type !== 'complaint' || !record.facets.received) return undefined;
  const personal = (facet: string) => item[personalAttribute(facet)] as Personal | undefined;
  const { text } = personal('received') ?? {};
  const { customer } = personal('about') ?? {};
  return { record: record as ComplaintRecord, ...(text !== undefined && { text }), ...(customer && { customer }) };
};

/** A complaint by its record, read consistently; `undefined` if there is none. */
export const readComplaint = async (
  records: NamedTable,
  namespace: string,
  subject: string,
): Promise<KnownComplaint | undefined> => {
  const Key = toItem({ pk: recordPk({ type: 'complaint', namespace, subject }) });
  const { Item } = await records.client.send(
    new GetItemCommand({ TableName: records.name, Key, ConsistentRead: true }),
  );
  return Item && complaintIn(fromItem<RecordItem>(Item));
};
