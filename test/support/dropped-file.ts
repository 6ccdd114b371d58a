/** A dropped file and everything around it, held in memory: what intake put where. */
import type { Leg } from '../../functions/intake/arrival.ts';
import { type DropBucket, FileGone } from '../../functions/intake/drop-bucket.ts';
import type { DropSource, FoundSource } from '../../functions/intake/find-source.ts';
import { type Dependencies, type LegOutcome, takeFile } from '../../functions/intake/take-file.ts';
import { FileMap } from '../../shared/core/import/map-schema.ts';
import { type IngestMessage, readIngestMessage } from '../../shared/store/ingest-message.ts';

export const dropMap = (more: object = {}): FileMap =>
  FileMap.parse({ type: 'delivery', id: 'id', fields: { 'promise.first': 'due', 'about.site': 'site' }, ...more });

interface Options {
  key?: string;
  map?: FileMap | undefined;
  /** Rows that a leg has time for, about: the clock is looked at now and then only. */
  looks?: number;
  bytes?: number;
  found?: FoundSource;
}

/** Takes a file leg by leg until it ends. */
export const takeDropped = async (content: string | Uint8Array | undefined, options: Options = {}) => {
  const { key = 'incoming/shop/orders.csv', map = dropMap(), looks = Number.POSITIVE_INFINITY } = options;
  const objects = new Map<string, string>();
  const messages: IngestMessage[] = [];
  const bytes = Buffer.from(content ?? '');
  const bucket: DropBucket = {
    async *open() {
      if (content === undefined) throw new FileGone();
      for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384);
    },
    put: async (name, body) => {
      objects.set(name, body);
    },
  };
  const source: DropSource = {
    ...{ id: 'shop', map, version: 1, timeZone: 'Europe/Berlin' },
    access: { secrets: [], types: ['delivery'], namespace: 'shop', senderIds: [] },
  };
  let next: Leg | undefined = {
    ...{ key, etag: 'abc', bytes: options.bytes ?? bytes.length, droppedAt: '2026-03-20T08:00:00.000Z', run: 'drop-1' },
    ...{ leg: 1, row: 0, rejectedFiles: [], counts: { read: 0, filtered: 0, accepted: 0, rejected: 0 } },
  };
  const outcomes: LegOutcome[] = [];
  while (next) {
    const leg: Leg = next;
    next = undefined;
    let left = looks;
    const dependencies: Dependencies = {
      bucket,
      findSource: async () => options.found ?? { ok: true, source },
      firstDropped: async (_, { droppedAt }) => droppedAt,
      send: async (bodies) => {
        messages.push(...bodies.map(readIngestMessage));
        return { sent: true };
      },
      goOn: async (more) => {
        next = more;
      },
      hasTime: () => {
        left -= 1;
        return left >= 0;
      },
      now: () => Date.parse('2026-03-20T09:00:00Z'),
    };
    outcomes.push(await takeFile(leg, dependencies));
  }
  return {
    outcomes,
    objects,
    last: outcomes.at(-1),
    events: messages.flatMap(({ events }) => events),
    rejects: messages.flatMap(({ rejects }) => rejects),
    messages,
    summary: JSON.parse(objects.get(`results/${key.slice('incoming/'.length)}/summary.json`) ?? 'null'),
  };
};
