/** The records table's stream: shards that split, in which each item's changes keep their order. */
import { fromItem } from '../../shared/runtime/dynamodb.ts';
import { padSequence } from '../../shared/store/add-once.ts';
import { changeOf } from '../../shared/store/change.ts';
import type { Change } from '../../shared/store/fold-changes.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import type { Item } from './expressions.ts';
import type { Random } from './random.ts';

export interface Shard {
  id: string;
  parent?: Shard;
  /** Hashes of partition keys, from (included) to (excluded). */
  from: number;
  to: number;
  open: boolean;
  changes: Change[];
}

const space = 1 << 16;

/** FNV-1a, folded to 16 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return ((hash >>> 16) ^ hash) & (space - 1);
};

export class Stream {
  readonly shards: Shard[] = [];
  private readonly random: Random;
  private sequence: bigint;

  constructor(random: Random, shards: number) {
    this.random = random;
    // 21 digits, on their way to more: compared as bare texts, later ones would come first.
    this.sequence = 10n ** 21n - BigInt(random.int(60));
    for (let i = 0; i < shards; i++) {
      const [from, to] = [i, i + 1].map((part) => Math.floor((space * part) / shards));
      this.add({ from: from ?? 0, to: to ?? space });
    }
  }

  private add(range: Pick<Shard, 'from' | 'to' | 'parent'>): void {
    this.shards.push({
      id: `shardId-${String(this.shards.length).padStart(20, '0')}`,
      open: true,
      changes: [],
      ...range,
    });
  }

  record(before: Item | undefined, after: Item, now: number): void {
    const hash = hashOf(after.pk?.S ?? '');
    const shard = this.shards.find(({ open, from, to }) => open && from <= hash && hash < to);
    if (!shard) throw new Error('No open shard takes the change');
    this.sequence += BigInt(1 + this.random.int(20));
    if (this.random.chance(0.01) && this.sequence < 10n ** 38n) this.sequence *= 10n;
    const mark = { sequence: padSequence(String(this.sequence)), at: new Date(now).toISOString() };
    const images = { before: before && fromItem<RecordItem>(before), after: fromItem<RecordItem>(after) };
    shard.changes.push(changeOf(mark, images));
  }

  /** Closes a shard; one or two others take over. */
  split(): void {
    const shard = this.random.pick(this.shards.filter(({ open }) => open));
    shard.open = false;
    const middle = Math.floor((shard.from + shard.to) / 2);
    if (this.random.chance(0.3) || middle === shard.from) this.add({ from: shard.from, to: shard.to, parent: shard });
    else {
      this.add({ from: shard.from, to: middle, parent: shard });
      this.add({ from: middle, to: shard.to, parent: shard });
    }
  }
}
