/** Puts on a board, by hand, what the rest of the stack would: rows, exceptions, configuration, epochs. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { RecordType } from '../../events/record-types.ts';
import { Objective } from '../../shared/core/config/objective.ts';
import { Person } from '../../shared/core/config/person.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { Source } from '../../shared/core/config/source.ts';
import type { Counters } from '../../shared/core/kpi.ts';
import { contributionVersion } from '../../shared/core/record/contribution.ts';
import type { RecordException } from '../../shared/core/record/exceptions.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { type ConfigVersion, writeConfig } from '../../shared/store/config.ts';
import { type ConfigKind, exceptionKey, kinds, rowKey } from '../../shared/store/keys.ts';
import { ensureFirstEpoch } from '../../shared/store/open-epoch.ts';
import { type NamedTable, queryPartition, scanPrefix, take } from '../../shared/store/table.ts';

const put = (board: NamedTable, item: object) =>
  board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));

const putRow = (board: NamedTable, type: RecordType, slice: string, day: string, counters: Counters, shard = 'a') =>
  put(board, { ...rowKey(0, type, slice, day, shard), kind: kinds.row, last: '1'.padStart(40, '0'), ...counters });

/** Deliveries due on a day, of which some came on time. */
export const putDeliveries = (
  board: NamedTable,
  day: string,
  n: number,
  onTime: number,
  slice = 'total',
  shard = 'a',
) => putRow(board, 'delivery', slice, day, { 'otd.n': n, 'otd.x': onTime, records: n }, shard);

export const putException = (board: NamedTable, subject: string, exception: RecordException) => {
  const record = { type: 'delivery', namespace: 'erp', subject } as const;
  const key = exceptionKey(0, exception.day, exception.reason, record);
  return put(board, { ...key, kind: kinds.exception, ...record, ...exception, revision: 1 });
};

export const putConfig = async <V extends object>(
  board: NamedTable,
  kind: ConfigKind,
  value: V,
  given: Partial<ConfigVersion<V>> = {},
) => {
  const id = 'id' in value ? String(value.id) : kind;
  const approved = { author: 'olga', reason: 'management review', effectiveFrom: '2016-01-01' };
  const createdAt = '2016-01-01T00:00:00.000Z';
  await writeConfig(board, kind, { id, version: 1, value, ...approved, createdAt, ...given });
};

export const putObjective = (board: NamedTable, given: Partial<Objective> = {}, version = 1) => {
  const { version: _, ...rest } = { version, ...given };
  const value = Objective.parse({
    id: 'on-time',
    title: 'On-time delivery',
    kpi: 'on-time-delivery',
    target: 0.9,
    direction: 'at-least',
    owner: 'olga',
    ...rest,
  });
  return putConfig(board, 'objective', value, { version });
};

/** Two of top management, an owner, a policy of one dimension, a source, and the first epoch. */
export const putCompany = async (board: NamedTable) => {
  const people = [
    { id: 'ceo', name: 'Carla', email: 'ceo@example.com', roles: ['top-management'] },
    { id: 'coo', name: 'Cem', email: 'coo@example.com', roles: ['top-management'] },
    { id: 'olga', name: 'Olga', email: 'olga@example.com' },
  ];
  for (const person of people) await putConfig(board, 'person', Person.parse(person));
  await putConfig(board, 'source', Source.parse({ id: 'erp', types: ['delivery'] }));
  const policy = { ...Policy.parse({ timeZone: 'America/Sao_Paulo', dimensions: { carrier: 'open' } }), version: 3 };
  await ensureFirstEpoch(board, policy, contributionVersion(tallies), 0);
};

export const itemsOf = <T>(board: NamedTable, pk: string): Promise<T[]> => take(queryPartition<T>(board, pk));
export const itemsWith = <T>(board: NamedTable, prefix: string): Promise<T[]> => take(scanPrefix<T>(board, prefix));
