/** Reads complaints with their cases: the open ones from the board's list, all of them from the records. */
import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { limits } from '../../events/limits.ts';
import { complaintIn } from '../../shared/complaints/known-complaint.ts';
import type { KnownComplaint } from '../../shared/core/complaint/care.ts';
import type { Case } from '../../shared/core/complaint/case.ts';
import { total } from '../../shared/core/record/slice.ts';
import type { Day } from '../../shared/core/time/calendar.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { caseKey, type Key, recordPk, rowPk } from '../../shared/store/keys.ts';
import { readExceptions } from '../../shared/store/read-lists.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import { type NamedTable, queryItems, scanPrefix, take } from '../../shared/store/table.ts';

const batchSize = 100;

/** Items by their keys, in no order; those that are not there are left out. */
const readBatches = async <T>(table: NamedTable, keys: readonly object[]): Promise<T[]> => {
  const found: T[] = [];
  for (let start = 0; start < keys.length; start += batchSize) {
    let open: BatchGetItemCommandInput['RequestItems'] = {
      [table.name]: { Keys: keys.slice(start, start + batchSize).map(toItem) },
    };
    while (open && Object.keys(open).length > 0) {
      const reply: BatchGetItemCommandOutput = await table.client.send(new BatchGetItemCommand({ RequestItems: open }));
      found.push(...(reply.Responses?.[table.name] ?? []).map((item) => fromItem<T>(item)));
      open = reply.UnprocessedKeys;
    }
  }
  return found;
};

/** The first day of each year in which complaints were counted: an open one may lie years back. */
const yearsOf = async (board: NamedTable, epoch: number, thisYear: number): Promise<number[]> => {
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, at) => firstYear + at);
  const counted = await Promise.all(
    years.map(async (year) => {
      const condition = { KeyConditionExpression: 'pk = :pk', Limit: 1 };
      const pk = rowPk(epoch, 'complaint', total, String(year));
      return (await take(queryItems(board, condition, { ':pk': pk }), 1)).length > 0;
    }),
  );
  return years.filter((_, at) => counted[at]);
};
const firstYear = Number(limits.firstDate.slice(0, 4));

const readOpenPks = async (board: NamedTable, epoch: number, today: Day): Promise<string[]> => {
  // What is dated ahead is open too.
  const years = await yearsOf(board, epoch, Number(today.slice(0, 4)) + 1);
  const lists = years.map((year) =>
    take(
      readExceptions(board, { epoch, type: 'complaint', from: `${year}-01-01`, to: `${year}-12-31`, reason: 'open' }),
    ),
  );
  return (await Promise.all(lists)).flat().map(recordPk);
};

export interface ListedComplaint extends KnownComplaint {
  case?: Case;
}

/** Complaints with their cases: those that are open, or all of them, for which the whole table is read. */
export const readComplaints = async (
  { board, records }: { board: NamedTable; records: NamedTable },
  { all, epoch, today }: { all: boolean; epoch: number; today: Day },
): Promise<ListedComplaint[]> => {
  const items = all
    ? await take(scanPrefix<RecordItem>(records, 'complaint#'))
    : await readBatches<RecordItem>(
        records,
        (await readOpenPks(board, epoch, today)).map((pk) => ({ pk })),
      );
  const complaints = items.flatMap((item) => complaintIn(item) ?? []);
  const cases = await readBatches<Case & Key>(
    board,
    complaints.map(({ record: { namespace, subject } }) => caseKey(namespace, subject)),
  );
  const byKey = new Map(cases.map(({ pk: _, sk: __, ...known }) => [`${known.namespace}#${known.subject}`, known]));
  return complaints.map((complaint) => {
    const known = byKey.get(`${complaint.record.namespace}#${complaint.record.subject}`);
    return { ...complaint, ...(known && { case: known }) };
  });
};
