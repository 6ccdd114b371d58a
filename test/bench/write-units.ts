import { evaluateObjectives } from '../../shared/alerts/evaluate-objectives.ts';
import type { Objective } from '../../shared/core/config/objective.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { writeConfig } from '../../shared/store/config.ts';
import { readRows } from '../../shared/store/read-rows.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { type BenchEngine, startBenchEngine } from './engine.ts';
import type { Feed } from './feed.ts';
import type { Figure, Section } from './figures.ts';
import { fold } from './fold-units.ts';
import { unitsOf } from './meter.ts';
import { openBoard, readStream, storeAll } from './pipeline.ts';
import { compareTransactions } from './transactions.ts';

const batches = [1, 10, 100, 1000] as const;
const limits: Partial<Record<number, number>> = { 100: 1.2, 1000: 1.05 };
const shards = 4;

/** What was counted, a record: the rest of the bench prices it. */
export interface CountedUnits {
  store: number;
  /** By fold batch. */
  rows: Map<number, number>;
  exceptions: number;
  /** Read units of judging one objective with a month as its window. */
  readsAnEvaluation: number;
}

const count = (value: number) => value.toLocaleString('en');

const readTotal = (board: NamedTable) =>
  readRows(board, { epoch: 0, type: 'delivery', slice: 'total', from: '2010-01-01', to: '2027-12-31' });

/** Deliveries that the total's rows count: the same however they were folded, or the figures are of something else. */
const countedOn = async (board: NamedTable): Promise<number> =>
  (await readTotal(board)).reduce((sum, { counters }) => sum + (counters.records ?? 0), 0);

const mustEqual = (what: string, one: number, other: number) => {
  if (one !== other) throw new Error(`${what}: ${one} and ${other}, so the bench measured something else`);
};

const objective: Objective = {
  ...{ id: 'on-time', title: 'On time', kpi: 'on-time-delivery', slice: {}, window: 'month', version: 1 },
  ...{
    target: 0.9,
    direction: 'at-least',
    leastN: 30,
    margin: 0,
    clearAfter: 2,
    owner: 'owner',
    ladder: [],
    repeatDays: 7,
    effectivenessDays: 28,
  },
};

/** Units that an evaluation reads whose alert does not move: the usual one. */
const countReads = async ({ meter }: BenchEngine, board: NamedTable): Promise<number> => {
  const asOf = addDays((await readTotal(board)).at(-1)?.day ?? '', 1);
  const approved = { author: 'bench', reason: 'bench', effectiveFrom: '2010-01-01', createdAt: '2010-01-01T00:00:00Z' };
  await writeConfig(board, 'objective', { id: objective.id, version: 1, value: objective, ...approved });
  const evaluate = () =>
    evaluateObjectives(board, { kpis, tallies }, { now: Date.parse(`${asOf}T12:00:00Z`), asOf, waits: false });
  await evaluate();
  meter.reset();
  const { outcomes } = await evaluate();
  mustEqual('objectives that were judged', outcomes.filter(({ outcome }) => outcome !== 'failed').length, 1);
  return unitsOf(meter, 'read');
};

/** @param prefix Batches of 1 and of 10, duplicates and transactions are counted on the first so many records. */
export const measureWriteUnits = async (
  feed: Feed,
  prefix: number,
  tell: (line: string) => void,
): Promise<{ section: Section; counted: CountedUnits }> => {
  const engine = await startBenchEngine();
  try {
    const { meter, streams } = engine;
    const events = feed.events.map((event) => ({ ...event, run: 'bench-1' }));
    const first = events.slice(0, prefix);
    const [records, board] = [await engine.createRecords(), await engine.createBoard()];
    await openBoard(board);
    tell(`stores ${count(events.length)} records`);
    meter.reset();
    await storeAll(records, board, events);
    const store = unitsOf(meter, 'delivery') / events.length;
    const storeTally = unitsOf(meter, 'run') / events.length;
    const changes = await readStream(streams, records.streamArn);
    mustEqual('records stored and stream records', events.length, changes.length);

    tell('stores the first of them again');
    meter.reset();
    await storeAll(
      records,
      board,
      first.map((event) => ({ ...event, run: 'bench-2' })),
    );
    const duplicates = unitsOf(meter, 'delivery') / first.length;
    const again = await readStream(streams, records.streamArn);
    mustEqual('stream records before and after duplicates', changes.length, again.length);

    const figures: Figure[] = [];
    const rows = new Map<number, number>();
    let exceptions = 0;
    let whole: NamedTable | undefined;
    let foldTally = 0;
    for (const batch of batches) {
      const part = batch < 100 ? changes.slice(0, prefix) : changes;
      tell(`folds ${count(part.length)} in batches of ${batch}`);
      const folded = await fold(engine, part, { batch });
      rows.set(batch, folded.rows);
      if (part.length === changes.length) {
        if (whole) mustEqual('deliveries counted', await countedOn(whole), await countedOn(folded.board));
        whole = folded.board;
        exceptions = folded.exceptions;
      }
      foldTally = folded.run;
      const atMost = limits[batch];
      figures.push({
        name: `store + fold, batches of ${count(batch)}`,
        value: store + folded.rows,
        unit: 'units',
        ...(atMost !== undefined && { limit: { atMost } }),
        ...(part.length < changes.length && { note: `first ${count(part.length)}` }),
      });
    }
    for (const batch of [100, 1000]) {
      tell(`folds ${shards} shards in batches of ${batch}`);
      const folded = await fold(engine, changes, { batch, shards });
      if (whole) mustEqual('deliveries counted', await countedOn(whole), await countedOn(folded.board));
      figures.push({
        name: `the same from ${shards} shards, batches of ${count(batch)}`,
        value: store + folded.rows,
        unit: 'units',
      });
    }
    figures.push(
      {
        name: 'exceptions, on top',
        value: exceptions,
        unit: 'units',
        note: 'one item for each late or overdue delivery',
      },
      {
        name: 'a duplicate, instead',
        value: duplicates,
        unit: 'units',
        note: `first ${count(first.length)} again: refused writes, by the size of the item; no stream record, no fold`,
      },
      {
        name: "an import's tally, on top",
        value: storeTally + foldTally,
        unit: 'units',
        note: 'one item a message, one update a fold batch (of 1,000)',
      },
    );
    const readsAnEvaluation = whole ? await countReads(engine, whole) : Number.NaN;
    tell('writes the common pattern');
    figures.push(...(await compareTransactions(first)));
    const about = [feed.about, `engine: ${engine.name}, ConsumedCapacity of each request; units a record`];
    return {
      section: { title: 'Write units a record', about, figures },
      counted: { store, rows, exceptions, readsAnEvaluation },
    };
  } finally {
    await engine.stop();
  }
};
