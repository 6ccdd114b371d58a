/** The world of one seed: the queue, the tables, the stream, and the functions that are called by them. */
import { type BatchResult, type FoldLedger, foldBatch, loadCounted } from '../../functions/fold/use-case.ts';
import { type RebuildReply, runRebuild } from '../../functions/rebuild/use-case.ts';
import { epochFreshMs, loadNewestEpoch, type StoreLedger, storeMessage } from '../../functions/store/use-case.ts';
import type { AnyTally } from '../../shared/core/kpi.ts';
import { contributionVersion } from '../../shared/core/record/contribution.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import type { ClearLedger } from '../../shared/store/clear-retired.ts';
import { policyId, readPolicy, writeConfig } from '../../shared/store/config.ts';
import { ensureEpoch } from '../../shared/store/open-epoch.ts';
import { sendProbe } from '../../shared/store/probe.ts';
import type { RebuildLedger } from '../../shared/store/rebuild.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { Apply } from './breaks.ts';
import { MemoryTable } from './memory-table.ts';
import type { Random } from './random.ts';
import { Sandbox } from './sandbox.ts';
import { codes, type Message, policies } from './scenario.ts';
import { calm, InjectedFault, type Misfortunes, Scheduler } from './scheduler.ts';
import { type Shard, Stream } from './stream.ts';

interface Waiting extends Message {
  inFlight: boolean;
  done: boolean;
}

/** How far the mapping has read a shard. */
interface Reader {
  shard: Shard;
  position: number;
  highest?: string;
  busy: boolean;
}

type Rebuild = RebuildLedger & ClearLedger & { tallies: readonly AnyTally[] };

export class World {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly board = new MemoryTable();
  readonly records: MemoryTable;
  readonly stream: Stream;
  readonly messages: Waiting[];
  /** What must never happen. */
  readonly bugs: string[] = [];
  rebuild: RebuildReply | undefined;
  /** Rebuilds that came to their end. */
  promoted = 0;
  private readonly apply: Apply;
  private readonly readers = new Map<Shard, Reader>();
  private code = 0;
  private stores: Sandbox<StoreLedger>[] = [];
  private folds: Sandbox<FoldLedger>[] = [];
  private rebuilds: Sandbox<Rebuild>[] = [];

  constructor(random: Random, misfortunes: Misfortunes, messages: readonly Message[], apply: Apply) {
    this.random = random;
    this.scheduler = new Scheduler(random, misfortunes);
    this.stream = new Stream(random, random.pick([1, 4, 4]));
    this.records = new MemoryTable((before, after) => this.stream.record(before, after, this.scheduler.now));
    this.messages = messages.map((message) => ({ ...message, inFlight: false, done: false }));
    this.apply = apply;
  }

  get tallies(): readonly AnyTally[] {
    return codes[this.code] ?? [];
  }

  private now = (): number => this.scheduler.now;

  /** A free sandbox of a pool, mostly, or a new one with empty caches. */
  private sandbox<L>(pool: Sandbox<L>[], make: (reach: (table: MemoryTable) => NamedTable) => L): Sandbox<L> {
    const free = pool.filter((sandbox) => sandbox.free);
    if (free.length > 0 && this.random.chance(0.8)) return this.random.pick(free);
    const sandbox = new Sandbox<L>(
      this.scheduler,
      (reach) => make((table) => reach(table === this.board ? 'board' : 'records', table)),
      this.apply,
    );
    pool.push(sandbox);
    return sandbox;
  }

  private checkFault(who: string, fault: unknown): void {
    if (fault instanceof InjectedFault) return;
    this.bugs.push(`${who} threw ${fault instanceof Error ? fault.stack : String(fault)}`);
  }

  /** The queue hands some messages to store; false if there are none. */
  startStore(): boolean {
    const visible = this.messages.filter(({ inFlight, done }) => !inFlight && !done);
    if (visible.length === 0) return false;
    const batch = this.random.shuffle(visible).slice(0, this.random.between(1, 3));
    for (const message of batch) message.inFlight = true;
    const unharmed = this.scheduler.misfortunes === calm;
    const sandbox = this.sandbox<StoreLedger>(this.stores, (reach) => {
      const board = reach(this.board);
      return {
        records: reach(this.records),
        board,
        digest,
        newestEpoch: cacheFor(() => loadNewestEpoch(board), epochFreshMs, this.now),
        erased: { any: async () => false, includes: async () => false },
        limit: limitConcurrency(50),
      };
    });
    const store = (ledger: StoreLedger) =>
      Promise.allSettled(batch.map(({ id, body }) => storeMessage(ledger, body, id)));
    sandbox.run('store', store, (outcome) => {
      batch.forEach((message, index) => {
        message.inFlight = false;
        if (!('result' in outcome)) return;
        const result = outcome.result[index];
        // Queues deliver at least once.
        if (result?.status === 'fulfilled') message.done = !this.random.chance(0.05);
        // The dead-letter queue takes it; what stood beside it in the message has been stored.
        else if (message.poison && result?.reason instanceof RangeError) message.done = unharmed;
        else this.checkFault('store', result?.reason);
      });
    });
    return true;
  }

  private readerOf(shard: Shard): Reader {
    const reader = this.readers.get(shard) ?? { shard, position: 0, busy: false };
    this.readers.set(shard, reader);
    return reader;
  }

  /** A shard's turn comes when its parent has been read to the end. */
  private isReadable = ({ shard, position, busy }: Reader): boolean => {
    const { parent } = shard;
    if (busy || position >= shard.changes.length) return false;
    return !parent || this.readerOf(parent).position >= parent.changes.length;
  };

  private runFold(reader: Reader, from: number, to: number, tell: (result: BatchResult | undefined) => void): void {
    const changes = reader.shard.changes.slice(from, to);
    const batch = { shard: reader.shard.id, changes, ...(reader.highest && { highest: reader.highest }) };
    const sandbox = this.sandbox(this.folds, (reach) => {
      const { now, tallies } = this;
      const board = reach(this.board);
      const counted = cacheFor(() => loadCounted(board, tallies, now), 60_000, now);
      return { board, tallies, counted, limit: limitConcurrency(50), now };
    });
    sandbox.run(
      'fold',
      (ledger) => foldBatch(ledger, batch),
      (outcome) => {
        if ('fault' in outcome) this.checkFault('fold', outcome.fault);
        const result = 'result' in outcome ? outcome.result : undefined;
        if (result?.failed) this.checkFault('fold', result.failed.fault);
        tell(result);
      },
    );
  }

  /** The mapping hands the next changes of a shard to fold; false if there are none. */
  startFold(): boolean {
    const ready = this.stream.shards.map((shard) => this.readerOf(shard)).filter(this.isReadable);
    if (ready.length === 0) return false;
    const reader = this.random.pick(ready);
    const { position: from, shard } = reader;
    const to = Math.min(shard.changes.length, from + this.random.between(1, 8));
    reader.busy = true;
    this.runFold(reader, from, to, (result) => {
      // The mapping was made anew in the meantime: nobody listens to this one any more.
      if (this.readers.get(shard) !== reader) return;
      reader.busy = false;
      if (!result) return;
      if (result.gaps > 0) this.bugs.push(`fold found ${result.gaps} gaps`);
      const failedAt = shard.changes.findIndex(({ sequence }) => sequence === result.failed?.sequence);
      reader.position = result.failed ? failedAt : to;
      // A window ends, and with it the state.
      if (this.random.chance(0.1)) delete reader.highest;
      else if (result.highest !== undefined) reader.highest = result.highest;
    });
    return true;
  }

  /** A batch that is done comes again. */
  repeatFold(): boolean {
    const done = [...this.readers.values()].filter(({ position }) => position > 0);
    if (done.length === 0) return false;
    const reader = this.random.pick(done);
    const from = this.random.int(reader.position);
    this.runFold({ ...reader, highest: undefined }, from, this.random.between(from + 1, reader.position), () => {});
    return true;
  }

  /** One that slept goes on where it was; false if nobody sleeps. */
  wake(): boolean {
    const { sleepers } = this.scheduler;
    if (sleepers.length === 0) return false;
    this.random.pick(sleepers).state = 'running';
    return true;
  }

  /** The auditor sends its probe. */
  startProbe(): void {
    const sentAt = new Date(this.scheduler.now).toISOString();
    const auditor = new Sandbox<NamedTable>(this.scheduler, (reach) => reach('records', this.records), this.apply);
    auditor.run(
      'audit',
      (records) => sendProbe(records, sentAt),
      (outcome) => {
        if ('fault' in outcome) this.checkFault('audit', outcome.fault);
      },
    );
  }

  /** The mapping is made anew, and begins with the oldest change of each shard. */
  replay(): void {
    this.readers.clear();
  }

  /** Somebody applies another policy. */
  startPolicy(): void {
    const { random } = this;
    const { version: _, ...value } = random.pick(policies);
    const cli = new Sandbox<NamedTable>(this.scheduler, (reach) => reach('board', this.board), this.apply);
    const apply = async (board: NamedTable) => {
      const { version } = await readPolicy(board, Date.parse('2026-03-02T00:00:00Z'));
      const approved = { author: 'a', reason: 'r', effectiveFrom: '2026-01-01', createdAt: '' };
      await writeConfig(board, 'policy', { id: policyId, version: version + 1, value, ...approved });
      const policy = await readPolicy(board, Date.parse('2026-03-02T00:00:00Z'));
      await ensureEpoch(board, { policy, contribution: contributionVersion(this.tallies), now: this.now() });
    };
    cli.run('apply', apply, (outcome) => {
      if ('fault' in outcome) this.checkFault('apply', outcome.fault);
    });
  }

  /** Another version of the code is deployed; what runs ends as it began. */
  deploy(): void {
    this.code = (this.code + 1) % codes.length;
    this.folds = [];
    this.rebuilds = [];
  }

  /** The schedule calls the rebuild. */
  startRebuild(): void {
    const sandbox = this.sandbox(this.rebuilds, (reach) => ({
      records: reach(this.records),
      board: reach(this.board),
      tallies: this.tallies,
      limit: limitConcurrency(50),
      now: this.now,
      graceMs: 10_000,
      keepMs: 20_000,
      pageSize: this.random.between(2, 9),
    }));
    const pages = this.random.between(1, 12);
    let asked = 0;
    const hasTime = () => asked++ < pages;
    this.rebuild = undefined;
    sandbox.run(
      'rebuild',
      (ledger) => runRebuild(ledger, { time: '2026-03-01T00:00:00Z' }, hasTime),
      (outcome) => {
        if ('fault' in outcome) this.checkFault('rebuild', outcome.fault);
        if (!('result' in outcome)) return;
        this.rebuild = outcome.result;
        if ('status' in outcome.result && outcome.result.status.state === 'done') this.promoted += 1;
      },
    );
  }
}
