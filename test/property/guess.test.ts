/** Whatever a file holds, the assistant proposes something or says in a sentence why it cannot; and what it reads, it reads right. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../../cli/failure.ts';
import { readDates } from '../../cli/guess/date-shapes.ts';
import { propose } from '../../cli/guess/guess-import.ts';
import { readMap } from '../../cli/import/read-map.ts';
import { recordTypes } from '../../events/record-types.ts';
import { compilePattern } from '../../shared/core/import/date-patterns.ts';
import { UnreadableFile } from '../../shared/import/unreadable-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoshin-guess-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A proposal, or the sentence that says why there is none. Anything else that is thrown fails the test. */
const proposeOf = async (content: string | Uint8Array, name: string) => {
  const path = join(folder, name);
  await writeFile(path, content);
  try {
    return (await propose(path, { type: 'complaint' })).text;
  } catch (error) {
    if (error instanceof Failure || error instanceof UnreadableFile) return undefined;
    throw error;
  }
};

const names = fc.constantFrom('a.csv', 'a.ndjson', 'a.json', 'a.xlsx', 'a.bin', 'a.csv.gz');
const magic = fc.constantFrom(
  [],
  [0x1f, 0x8b],
  [0x50, 0x4b, 3, 4],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0xff, 0xfe],
  [0xef, 0xbb, 0xbf],
);

describe('guessing', () => {
  test('never fails on random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(names, magic, fc.uint8Array({ maxLength: 3000 }), async (name, begins, bytes) => {
        await proposeOf(Uint8Array.from([...begins, ...bytes]), name);
      }),
      { numRuns: 300 },
    );
  });

  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(
      '',
      'N/A',
      '-',
      '0',
      '1',
      '12/05/2026',
      '2026-05-12T10:00:00Z',
      '1.234,5',
      'closed',
      "'#:{[",
      '"',
      '\n',
    ),
  );

  test('of any table makes YAML that says at most what is missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(cell, fc.constantFrom('Created Date', 'Status', 'id', 'due', 'closed', 'email')), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(',', ';', '\t', '|'),
        async (header, rows, delimiter) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const lines = [header, ...rows.map((row) => row.slice(0, header.length))];
          const text = await proposeOf(lines.map((line) => line.map(quote).join(delimiter)).join('\n'), 'a.csv');
          if (text === undefined) return;
          const read = readMap('map.yaml', text);
          const allowed = /^fields$/;
          if (!read.ok) expect(read.problems.filter(({ field }) => !allowed.test(field))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('takes dates as they were written, if one of them decides the order', () => {
    const orders = { 'dd/MM/yyyy': [1, 0], 'MM/dd/yyyy': [0, 1] } as const;
    const date = fc.date({ min: new Date('1991-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom('dd/MM/yyyy', 'MM/dd/yyyy' as const),
        fc.uniqueArray(date, { minLength: 1, maxLength: 30, selector: (each) => each.toISOString().slice(0, 10) }),
        (pattern, dates) => {
          const texts = dates.map((each) => {
            const [year = '', month = '', day = ''] = each.toISOString().slice(0, 10).split('-');
            return `${pattern === 'dd/MM/yyyy' ? `${day}/${month}` : `${month}/${day}`}/${year}`;
          });
          const { patterns, unread, order } = readDates(new Map(texts.map((text) => [text, 1])), true);
          expect(unread).toBe(0);
          const decided = dates.some((each) => each.getUTCDate() > 12);
          const proof = [order?.dayFirst ?? 0, order?.monthFirst ?? 0];
          // Nobody can know better than the file: proof for the order that it has, or none at all.
          expect(proof.map((count) => (count > 0 ? 1 : 0))).toEqual(decided ? orders[pattern] : [0, 0]);
          if (decided) {
            expect(patterns.map((each) => each.pattern)).toEqual([pattern]);
            const reads = compilePattern(pattern);
            expect(texts.map((text) => reads(text))).toEqual(
              dates.map((each) => ({ kind: 'day', day: each.toISOString().slice(0, 10) })),
            );
          }
        },
      ),
    );
  });

  test('of every type has a lexicon whose fields the contract knows', async () => {
    const { fieldWords } = await import('../../cli/guess/lexicon.ts');
    const { kindOf } = await import('../../shared/core/import/field-kinds.ts');
    for (const type of recordTypes)
      for (const { field } of fieldWords[type])
        expect([field, kindOf(type, field)]).toEqual([field, expect.any(String)]);
  });
});
