import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Batch, packBatches } from '../../cli/import/batches.ts';
import { diskFile } from '../../cli/import/disk-file.ts';
import { postBatch, type Verdicts, type Webhook } from '../../cli/import/post-batch.ts';
import { statFile } from '../../cli/import/prepare.ts';
import { rejectedFile } from '../../cli/import/rejected-file.ts';
import { identify, loadState, saveState } from '../../cli/import/resume.ts';
import { runImport } from '../../cli/import/run-import.ts';
import { limits } from '../../events/limits.ts';
import type { Row } from '../../shared/core/import/row.ts';
import { compileMap } from '../../shared/import/map-row.ts';
import { Occurrences } from '../../shared/import/occurrences.ts';
import { openRows } from '../../shared/import/read-rows.ts';
import { isSignedBy, readClaims } from '../../shared/sources/standard-webhooks.ts';
import { parseMap } from '../support/import-rows.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoshin-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

const columns = { kind: 'csv', header: ['id', 'site'] } as const;
const mapper = () => {
  const map = parseMap(
    'type: delivery\nid: id\ntime: { constant: "2026-01-01T00:00:00Z" }\nwhere: [{ column: site, not: skip }]\nfields:\n  about.site: site\n',
  );
  const compiled = compileMap(map, columns, { source: 'test', fileTime: '' });
  if (!compiled.ok) throw new Error(compiled.problems.join());
  return compiled.map;
};

const rowAt = (number: number, site = 'Lyon'): Row => ({ number, cells: [`R-${number}`, site] });
const none = { read: 0, filtered: 0, sent: 0, accepted: 0, rejected: 0 };
const reading = { after: 0, limit: Number.POSITIVE_INFINITY, batchEvents: 100 };
const acceptAll = (body: Buffer): Verdicts => {
  const { length } = JSON.parse(body.toString()) as unknown[];
  return {
    accepted: length,
    rejected: 0,
    results: Array.from({ length }, (_, index) => ({ index, status: 'accepted' as const })),
  };
};

describe('reading a large file', () => {
  const rows = 100_000;
  const line = (number: number) => `{"id":"${String(number).padStart(9, '0')}","site":"${'x'.repeat(80)}"}`;
  const lines = Array.from({ length: rows }, (_, index) => line(index));
  const width = line(0).length + 1;

  test.each([
    ['rows.csv', ['id,site', ...lines.map((text) => text.replaceAll(/[^\w,]/g, ''))].join('\n'), 0],
    ['rows.ndjson', lines.join('\n'), width],
    ['rows.json', `[${lines.join(',')}]`, width],
  ])(
    '%s: no more is taken from the disk than is asked for',
    async (name, content, rowBytes) => {
      const path = join(folder, name);
      await writeFile(path, content);
      const bytesOfRow = rowBytes || content.length / rows;
      const progress = { bytes: 0 };
      const opened = await openRows(
        diskFile(path, progress),
        parseMap('type: delivery\nid: id\nfields:\n  about.site: site\n'),
      );
      let [count, most] = [0, 0];
      for await (const row of opened.rows) {
        count += 1;
        most = Math.max(most, progress.bytes - count * bytesOfRow);
        if ('broken' in row) throw new Error(row.broken);
      }
      expect(count).toBe(rows);
      expect(content.length).toBeGreaterThan(9_000_000);
      expect(most).toBeLessThan(1_000_000);
    },
    60_000,
  );
});

describe('an import', () => {
  test('of a million rows never holds more than the batches in flight', async () => {
    const inFlight = 4;
    let [pulled, settledRows, heldBytes, mostRows, mostBytes] = [0, 0, 0, 0, 0];
    async function* million() {
      for (let number = 1; number <= 1_000_000; number += 1) {
        pulled = number;
        mostRows = Math.max(mostRows, pulled - settledRows);
        yield rowAt(number);
      }
    }
    const counts = await runImport(
      'run',
      none,
      {
        batches: packBatches(million(), mapper(), { ...reading, batchEvents: 1000 }),
        async post(_, body) {
          heldBytes += body.length;
          mostBytes = Math.max(mostBytes, heldBytes);
          // The webhook is slower than the file.
          await new Promise(setImmediate);
          heldBytes -= body.length;
          return { accepted: 1000, rejected: 0, results: [] };
        },
        rejected: { path: async () => undefined, write: async () => undefined, close: async () => undefined },
        async reached({ row }) {
          settledRows = row;
        },
      },
      inFlight,
    );
    expect(counts).toEqual({ read: 1_000_000, filtered: 0, sent: 1_000_000, accepted: 1_000_000, rejected: 0 });
    expect(mostRows).toBeLessThanOrEqual((inFlight + 1) * 1000 + 1);
    expect(mostBytes).toBeLessThanOrEqual(inFlight * limits.bodyBytes);
  }, 120_000);

  test('keeps batches below the limits of the webhook, whatever the size of the rows', async () => {
    async function* large() {
      for (let number = 1; number <= 200; number += 1) yield rowAt(number, 'é'.repeat(20_000));
    }
    const batches: Batch[] = [];
    for await (const batch of packBatches(large(), mapper(), reading)) batches.push(batch);
    expect(batches.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(200);
    for (const { body } of batches) expect(body.length).toBeLessThan(limits.bodyBytes);
  });

  test('rejects an event that is too large, and goes on', async () => {
    const site = 'x'.repeat(limits.eventBytes);
    const batches: Batch[] = [];
    async function* two() {
      yield rowAt(1, site);
      yield rowAt(2);
    }
    for await (const batch of packBatches(two(), mapper(), reading)) batches.push(batch);
    expect(batches[0]?.rows.map(({ number }) => number)).toEqual([2]);
    expect(batches[0]?.rejected[0]?.reasons[0]).toMatch(/the limit is 65536/);
  });

  test('that was interrupted goes on after the last row that was settled, and every row is sent', async () => {
    const rows = Array.from({ length: 950 }, (_, index) => rowAt(index + 2, index % 10 === 0 ? 'skip' : 'Lyon'));
    async function* read() {
      yield* rows;
    }
    const sent = new Set<string>();
    let reached = { row: 0, counts: none };
    const steps = (after: number, failAfter: number) => {
      let posts = 0;
      return {
        batches: packBatches(read(), mapper(), { ...reading, after }),
        async post(_: string, body: Buffer) {
          posts += 1;
          if (posts > failAfter) throw new Error('the webhook is gone');
          for (const { subject } of JSON.parse(body.toString()) as { subject: string }[]) sent.add(subject);
          return acceptAll(body);
        },
        rejected: rejectedFile(join(folder, 'rows.csv'), columns, undefined, false),
        async reached(to: typeof reached) {
          reached = to;
        },
      };
    };
    await expect(runImport('run', none, steps(0, 3), 2)).rejects.toThrow('the webhook is gone');
    expect(reached.row).toBeGreaterThan(0);
    expect(reached.row).toBeLessThan(950);
    const counts = await runImport('run', reached.counts, steps(reached.row, 99), 2);
    expect(counts).toEqual({ read: 950, filtered: 95, sent: 855, accepted: 855, rejected: 0 });
    expect(sent.size).toBe(855);
  });

  test('writes rejected rows with their numbers and reasons, and no formula', async () => {
    async function* read() {
      yield rowAt(2, '=HYPERLINK("x")');
      yield { number: 3, broken: 'has 1 columns where the first line has 2', cells: ['R-3'] };
      yield rowAt(4);
    }
    const rejected = rejectedFile(join(folder, 'rows.csv.gz'), columns, undefined, false);
    const counts = await runImport(
      'run',
      none,
      {
        batches: packBatches(read(), mapper(), reading),
        post: async () => ({
          accepted: 1,
          rejected: 1,
          results: [
            { index: 0, status: 'rejected', path: '/data/about/site', problem: 'must not be a formula', value: '"=H"' },
            { index: 1, status: 'accepted' },
          ],
        }),
        rejected,
        reached: async () => undefined,
      },
      2,
    );
    await rejected.close();
    expect(counts).toEqual({ read: 3, filtered: 0, sent: 2, accepted: 1, rejected: 2 });
    expect(await rejected.path()).toBe(join(folder, 'rows.rejected.csv'));
    // An import that goes on, and rejects no more, still names those of before.
    const resumed = rejectedFile(join(folder, 'rows.csv.gz'), columns, undefined, true);
    expect(await resumed.path()).toBe(join(folder, 'rows.rejected.csv'));
    const anew = rejectedFile(join(folder, 'rows.csv.gz'), columns, undefined, false);
    expect(await anew.path()).toBeUndefined();
    expect(await readFile(join(folder, 'rows.rejected.csv'), 'utf8')).toBe(
      [
        '"row","reasons","id","site"',
        `"2","/data/about/site: must not be a formula (is ""=H"")","R-2","'=HYPERLINK(""x"")"`,
        '"3","has 1 columns where the first line has 2","R-3"',
        '',
      ].join('\r\n'),
    );
  });
});

test('a file that is not there, and one that is a folder, are said to be so', async () => {
  await expect(statFile(join(folder, 'lost.csv'))).rejects.toThrow(/^There is no file/);
  await expect(statFile(folder)).rejects.toThrow(/is a folder: name a file in it/);
});

describe('what an interrupted import remembers', () => {
  test('holds for the same file and map, and for no other', async () => {
    const [file, state] = [join(folder, 'rows.csv'), join(folder, 'state', 's.json')];
    await writeFile(file, 'id\n1\n');
    await utimes(file, 1_000, 1_000);
    const identity = await identify(file, 'map', 'local erp');
    await saveState(state, { identity, run: 'r', row: 7, counts: none });
    expect(await loadState(state, identity)).toMatchObject({ kind: 'at', state: { row: 7 } });
    expect(await loadState(state, await identify(file, 'another map', 'local erp'))).toEqual({ kind: 'changed' });
    await writeFile(file, 'id\n2\n');
    await utimes(file, 1_000, 1_000);
    expect(await loadState(state, await identify(file, 'map', 'local erp'))).toEqual({ kind: 'changed' });
    expect(await loadState(join(folder, 'none.json'), identity)).toEqual({ kind: 'none' });
  });
});

describe('a post', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  interface Seen {
    id: string;
    signed: boolean;
  }

  /** A webhook that gives these answers one after the other. */
  const serve = async (
    answers: { status: number; headers?: Record<string, string>; body?: object }[],
    use: (webhook: Webhook, waits: number[]) => Promise<void>,
  ) => {
    const seen: Seen[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const claims = readClaims(request.headers as Record<string, string>, Date.now());
        const signed = claims.readable && isSignedBy([secret], claims.claims, Buffer.concat(chunks));
        seen.push({ id: String(request.headers['webhook-id']), signed });
        const answer = answers[seen.length - 1];
        if (!answer) return response.destroy();
        response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body ?? {}));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const waits: number[] = [];
    const webhook: Webhook = {
      url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1/ingest/erp`,
      ...{ secret, fetch, now: Date.now },
      async wait(ms) {
        waits.push(ms);
      },
    };
    try {
      await use(webhook, waits);
    } finally {
      server.closeAllConnections();
      server.close();
    }
    return seen;
  };
  const accepted = { accepted: 1, rejected: 0, results: [{ index: 0, status: 'accepted' as const }] };
  const body = Buffer.from('[{"a":1}]');
  const { signal } = new AbortController();

  test('is tried again on 429, 503 and a lost answer, signed anew under the same id', async () => {
    const seen = await serve(
      [
        { status: 503 },
        { status: 429, headers: { 'retry-after': '7' } },
        { status: 500 },
        { status: 202, body: accepted },
      ],
      async (webhook, waits) => {
        expect(await postBatch(webhook, 'run-1', body, signal)).toEqual(accepted);
        expect(waits[1]).toBe(7_000);
        expect(waits[2]).toBeGreaterThan(waits[0] ?? 0);
      },
    );
    expect(seen).toEqual(Array.from({ length: 4 }, () => ({ id: 'run-1', signed: true })));
  });

  test('of which nothing was accepted says so event by event', async () => {
    const verdicts = {
      accepted: 0,
      rejected: 1,
      results: [{ index: 0, status: 'rejected' as const, path: '/data', problem: 'is missing', value: '' }],
    };
    await serve([{ status: 422, body: { title: 'None accepted', ...verdicts } }], async (webhook) => {
      expect(await postBatch(webhook, 'run-1', body, signal)).toEqual(verdicts);
    });
  });

  test('that is refused fails at once, with what the webhook said', async () => {
    const seen = await serve([{ status: 401, body: { detail: 'No signature matches.' } }], async (webhook) => {
      await expect(postBatch(webhook, 'run-1', body, signal)).rejects.toThrow(/answered 401: No signature matches\./);
    });
    expect(seen).toHaveLength(1);
  });

  test('gives up after ten tries', async () => {
    const seen = await serve([], async (webhook) => {
      await expect(postBatch(webhook, 'run-1', body, signal)).rejects.toThrow(/could not be reached, after 10 tries/);
    });
    expect(seen).toHaveLength(10);
  });
});

describe('occurrence numbers', () => {
  test('count repeats among a hundred thousand contents, in sixteen to thirty-two bytes a row', () => {
    const occurrences = new Occurrences();
    const digestOf = (index: number) =>
      (BigInt(index + 1) * 0x9e37_79b9_7f4a_7c15n).toString(16).padStart(16, '0').slice(-16);
    for (let index = 0; index < 100_000; index += 1) expect(occurrences.next(digestOf(index))).toBe(1);
    expect(occurrences.next(digestOf(5))).toBe(2);
    expect(occurrences.next(digestOf(5))).toBe(3);
    expect(occurrences.bytes / 100_000).toBeLessThanOrEqual(32);
  });
});
