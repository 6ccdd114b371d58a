/** How far each mapping has read each shard, kept in a file so that a restart goes on from there. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const Position = z.object({
  /** The last record that is done with. */
  after: z.string().optional(),
  /** All of a closed shard is done with. */
  finished: z.boolean().optional(),
  /** No window that ended by then opens again: engines that round a record's time down would ask for it. */
  closedUntil: z.number().optional(),
  /** The tumbling window that is open: its start in milliseconds, and its state. */
  window: z.object({ start: z.number(), state: z.record(z.string(), z.unknown()) }).optional(),
});
export type Position = z.infer<typeof Position>;

export interface Checkpoint {
  get(shardId: string): Position;
  set(shardId: string, position: Position): void;
  /** Forgets shards that the stream no longer has. */
  keepOnly(shardIds: readonly string[]): void;
  /** Writes what was set since the last time. */
  save(): void;
}

const saveAfterMs = 250;

/** Opens the checkpoint of one mapping; a file that belongs to another stream is started anew. */
export const openCheckpoint = (file: string, streamArn: string): Checkpoint => {
  const Saved = z.object({ streamArn: z.string(), shards: z.record(z.string(), Position) });
  const saved = existsSync(file) ? Saved.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const shards = new Map(Object.entries(saved?.streamArn === streamArn ? saved.shards : {}));
  let timer: NodeJS.Timeout | undefined;

  const save = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    writeFileSync(`${file}.new`, JSON.stringify({ streamArn, shards: Object.fromEntries(shards) }));
    renameSync(`${file}.new`, file);
  };
  const changed = () => {
    timer ??= setTimeout(save, saveAfterMs);
  };
  return {
    get: (shardId) => shards.get(shardId) ?? {},
    set: (shardId, position) => {
      shards.set(shardId, position);
      changed();
    },
    keepOnly: (shardIds) => {
      for (const shardId of shards.keys()) {
        if (shardIds.includes(shardId)) continue;
        shards.delete(shardId);
        changed();
      }
    },
    save,
  };
};
