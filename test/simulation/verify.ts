/** What must hold at the end of a run, counted plainly from the events that were sent, whatever way they came. */

import type { HoshinEvent } from '../../events/event.ts';
import { facetNames, recordTypeOf } from '../../events/record-types.ts';
import { appraise } from '../../shared/core/record/appraise.ts';
import { timeOfOrder } from '../../shared/core/record/order.ts';
import type { HoshinRecord } from '../../shared/core/record/record.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { fromItem, type Table } from '../../shared/runtime/dynamodb.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { type Epoch, loadEpochs } from '../../shared/store/epochs.ts';
import { probePk, recordPk } from '../../shared/store/keys.ts';
import { readEchoes } from '../../shared/store/probe.ts';
import { readConflicts, readExceptions, readRejects, readRun } from '../../shared/store/read-lists.ts';
import { readRows } from '../../shared/store/read-rows.ts';
import { facetsOfEvent, orderOn, type RecordItem, toRecord } from '../../shared/store/record-item.ts';
import { recount } from '../../shared/store/recount.ts';
import { type NamedTable, take } from '../../shared/store/table.ts';
import type { MemoryTable } from './memory-table.ts';
import { poisoned } from './scenario.ts';
import type { World } from './world.ts';

const reach = (table: MemoryTable, name: string): NamedTable => {
  const send = async (command: object) => table.apply(command);
  return { name, client: { send: send as Table['send'] } };
};

/** The records as they must be: of each facet the body with the greatest order. */
const finalRecords = (world: World): Map<string, HoshinRecord> => {
  const winners = new Map<
    string,
    { order: string; body: object | null; facet: string; event: HoshinEvent; namespace: string }
  >();
  for (const { body } of world.messages) {
    for (const event of body.events) {
      if (event.subject === poisoned(0).subject) continue;
      for (const { facet, order, counted } of facetsOfEvent(event, digest)) {
        const id = JSON.stringify([body.namespace, event.type, event.subject, facet]);
        const known = winners.get(id);
        if (!known || known.order < order)
          winners.set(id, { order, body: counted, facet, event, namespace: body.namespace });
      }
    }
  }
  const records = new Map<string, HoshinRecord>();
  for (const { body, facet, event, namespace } of winners.values()) {
    const key = { type: recordTypeOf(event.type), namespace, subject: event.subject };
    const pk = recordPk(key);
    const record = records.get(pk) ?? ({ ...key, facets: {}, epoch: 0, revision: 0 } as HoshinRecord);
    records.set(pk, record);
    if (body) (record.facets as Record<string, object>)[facet] = body;
  }
  return records;
};

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const differences = (what: string, expected: Map<string, unknown>, found: Map<string, unknown>): string[] =>
  [...new Set([...expected.keys(), ...found.keys()])]
    .filter((key) => sorted(expected.get(key)) !== sorted(found.get(key)))
    .map((key) => `${what} ${key}: expected ${sorted(expected.get(key))}, found ${sorted(found.get(key))}`);

/** Everything on the records table but the auditor's probe. */
const recordsOf = (world: World) => world.records.items().filter((item) => item.pk?.S !== probePk);

const checkRecords = (world: World, expected: Map<string, HoshinRecord>): string[] => {
  const found = new Map<string, unknown>();
  for (const item of recordsOf(world)) {
    const record = toRecord(fromItem<RecordItem>(item));
    found.set(recordPk(record), record.facets);
  }
  return differences('record', new Map([...expected].map(([pk, { facets }]) => [pk, facets])), found);
};

/** Rows of every slice that counts anything, read as the KPIs read them. */
const checkRows = async (
  world: World,
  board: NamedTable,
  current: Epoch,
  records: HoshinRecord[],
): Promise<string[]> => {
  const expected = new Map<string, Record<string, Record<string, number>>>();
  const listed = new Map<string, unknown>();
  for (const record of records) {
    const { contribution, exceptions } = appraise(record, current.policy, world.tallies);
    for (const { reason, day } of exceptions) listed.set(`${recordPk(record)} ${reason}`, day);
    for (const slice of contribution?.slices ?? []) {
      const days = expected.get(`${record.type} ${slice}`) ?? {};
      expected.set(`${record.type} ${slice}`, days);
      const day = contribution?.day ?? '';
      const counters = days[day] ?? {};
      days[day] = counters;
      for (const [name, value] of Object.entries(contribution?.counters ?? {}))
        counters[name] = (counters[name] ?? 0) + value;
    }
  }
  const found = new Map<string, unknown>();
  const window = { epoch: current.epoch, from: '2025-06-01', to: '2026-12-31' };
  for (const key of expected.keys()) {
    const [type, slice] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
    const rows = await readRows(board, { ...window, type: type as HoshinRecord['type'], slice });
    found.set(key, Object.fromEntries(rows.map(({ day, counters }) => [day, counters])));
  }
  const foundListed = new Map<string, unknown>();
  for (const type of Object.keys(facetNames) as HoshinRecord['type'][]) {
    for await (const { reason, day, ...key } of readExceptions(board, { ...window, type }))
      foundListed.set(`${recordPk(key)} ${reason}`, day);
  }
  return [...differences('rows', expected, found), ...differences('exception', listed, foundListed)];
};

/** Every change that the stream has carried. */
const changesOf = (world: World) => world.stream.shards.flatMap(({ changes }) => changes);

const checkRuns = async (world: World, board: NamedTable): Promise<string[]> => {
  const problems: string[] = [];
  for (const run of ['R1', 'R2']) {
    const changes = changesOf(world).filter(({ after }) => after?.run?.startsWith(`${run}#`)).length;
    const { folded, writes } = await readRun(board, run);
    if (folded !== changes) problems.push(`run ${run}: ${changes} changes, ${folded} folded`);
    if (writes > folded) problems.push(`run ${run}: ${writes} writes never reached by ${folded} folded`);
  }
  return problems;
};

const checkLists = async (world: World, board: NamedTable): Promise<string[]> => {
  const problems: string[] = [];
  const sent = world.messages.flatMap(({ body }) => body.rejects.map((reject) => reject.digest)).sort();
  const stored = (await take(readRejects<{ digest: string }>(board, 'erp'))).map((reject) => reject.digest).sort();
  if (sorted(sent) !== sorted(stored)) problems.push(`rejects: expected ${sent}, found ${stored}`);

  const listed = new Map<string, Set<string>>();
  for await (const { facet, time, orders, ...key } of readConflicts(board))
    listed.set(`${recordPk(key)} ${facet} ${time}`, orders);
  for (const { before, after } of changesOf(world)) {
    if (!before || !after) continue;
    for (const facet of facetNames[toRecord(after).type]) {
      const [lost, won] = [orderOn(before, facet), orderOn(after, facet)];
      if (!lost || !won || lost === won || timeOfOrder(lost) !== timeOfOrder(won)) continue;
      const orders = listed.get(`${after.pk} ${facet} ${timeOfOrder(won)}`);
      if (!orders?.has(lost) || !orders.has(won)) problems.push(`conflict of ${after.pk} ${facet} is not listed`);
    }
  }
  return problems;
};

/** Fold has answered the newest of the auditor's probes. */
const checkProbe = async (world: World, board: NamedTable): Promise<string[]> => {
  const sent = changesOf(world).flatMap(({ probe }) => probe ?? []);
  const newest = sent.sort().at(-1);
  const { fold } = await readEchoes(board);
  return fold?.sentAt === newest ? [] : [`the probe of ${newest} was answered as that of ${fold?.sentAt}`];
};

/** Everything that is not as it must be, once a world has come to rest. */
export const verify = async (world: World): Promise<string[]> => {
  const [records, board] = [reach(world.records, 'records'), reach(world.board, 'board')];
  const { current, open } = await loadEpochs(board);
  const policy = await readPolicy(board, Date.parse('2026-03-02T00:00:00Z'));
  const expected = finalRecords(world);
  const check = await recount(records, board, world.tallies);
  const lows = recordsOf(world).filter((item) => Number(item.epoch?.N) < current.epoch);
  return [
    ...world.bugs,
    ...(open ? [`epoch ${open.epoch} is still open`] : []),
    ...(current.policy.version === policy.version ? [] : [`policy ${policy.version} has no epoch`]),
    ...lows.map((item) => `${item.pk?.S} stayed in epoch ${item.epoch?.N}, below ${current.epoch}`),
    ...checkRecords(world, expected),
    ...(await checkRows(world, board, current, [...expected.values()])),
    ...(await checkRuns(world, board)),
    ...(await checkLists(world, board)),
    ...(await checkProbe(world, board)),
    ...(check.equal && !check.frozen ? [] : [`the recount says ${JSON.stringify(check)}`]),
  ];
};
