/** Whatever a CSV file holds comes out of the map as it went in. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvField } from '../../shared/import/rejected-rows.ts';
import { importText } from '../support/import-rows.ts';
import { workbook } from '../support/workbook.ts';

/** Texts that a contract's field can hold: what is in a cell, less the space around it. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((value) => value.trim())
  .filter((value) => value !== '' && value.isWellFormed());

const parts = {
  day: fc.date({ min: new Date('1990-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
  inspected: fc.integer({ min: 0, max: 1_000_000_000 }),
};
const row = fc.record({ id: text, site: text, words: fc.option(text, { nil: undefined }), ...parts });

const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
const dayOf = (date: Date) => date.toISOString().slice(0, 10);
const german = (date: Date) => dayOf(date).split('-').reverse().join('.');

describe('a CSV file', () => {
  test('comes out of the map as it went in, whatever its delimiter, line ends and mark', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { minLength: 1, maxLength: 20, selector: ({ id }) => id }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r', '\r\r\n'),
        fc.constantFrom('', '\ufeff'),
        async (rows, delimiter, end, mark) => {
          const lines = rows.map(({ id, site, words, day, inspected }) =>
            [id, site, words ?? '', german(day), String(inspected)].map(quote).join(delimiter),
          );
          const header = ['id', 'site', 'words', 'day', 'inspected'].join(delimiter);
          const { events, rejected } = await importText(
            `${mark}${[header, ...lines].join(end)}${end}`,
            `type: inspection
id: id
csv: { delimiter: ${delimiter === '\t' ? 'tab' : `'${delimiter}'`} }
time: { column: day, date: dd.MM.yyyy }
fields:
  result.inspectedAt: { column: day, date: [yyyy-MM-dd, dd.MM.yyyy] }
  result.inspected: inspected
  result.site: site
  result.step: words
`,
            'rows.csv',
            { timeZone: 'UTC' },
          );
          expect(rejected).toEqual([]);
          expect(events.map(({ subject, time, data }) => ({ subject, time, data }))).toEqual(
            rows.map(({ id, site, words, day, inspected }) => ({
              subject: id,
              time: `${dayOf(day)}T00:00:00.000Z`,
              data: { result: { inspectedAt: dayOf(day), inspected, site, ...(words && { step: words }) } },
            })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** What an ordinary sheet holds: letters and signs that exist; XML cannot carry the others, and writers drop them, as this one does the names that every object has. */
const printable = (value: string) => !(value in {}) && !/[\p{C}\ufffd]/u.test(value);

const plainMap = `type: inspection
id: id
time: { constant: '2026-01-01T00:00:00Z' }
fields:
  result.inspectedAt: day
  result.inspected: inspected
  result.site: site
  result.step: words
`;

const dataOf = ({
  id,
  site,
  words,
  day,
  inspected,
}: {
  id: string;
  site: string;
  words: string | undefined;
  day: Date;
  inspected: number;
}) => ({
  subject: id,
  data: { result: { inspectedAt: dayOf(day), inspected, site, ...(words && { step: words }) } },
});

describe('a file in another encoding', () => {
  const encodings = {
    'UTF-8': (text: string) => Buffer.from(text),
    'UTF-8 with a mark': (text: string) => Buffer.from(`\ufeff${text}`),
    'UTF-16 LE': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    'UTF-16 BE': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  };

  test.each(Object.entries(encodings))('comes out of the map as it went in, told by itself: %s', async (_, encode) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { minLength: 1, maxLength: 20, selector: ({ id }) => id }),
        fc.boolean(),
        async (rows, zipped) => {
          const lines = rows.map(({ id, site, words, day, inspected }) =>
            [id, site, words ?? '', dayOf(day), String(inspected)].map(quote).join(','),
          );
          const bytes = encode(['id,site,words,day,inspected', ...lines].join('\n'));
          const { events, rejected, opened } = await importText(zipped ? gzipSync(bytes) : bytes, plainMap);
          expect({ rejected, doubtful: opened.encoding?.doubtful }).toEqual({ rejected: [], doubtful: false });
          expect(events.map(({ subject, data }) => ({ subject, data }))).toEqual(rows.map(dataOf));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('Windows-1252 comes out as it went in, where the map says so', async () => {
    // All that ISO 8859-1 can print, of which Windows-1252 has the same.
    const latin = fc
      .array(fc.oneof(fc.integer({ min: 0x21, max: 0x7e }), fc.integer({ min: 0xa1, max: 0xff })), {
        minLength: 1,
        maxLength: 20,
      })
      .map((codes) => String.fromCharCode(...codes));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(latin, { minLength: 1, maxLength: 20 }), async (ids) => {
        const text = [
          'id,site,words,day,inspected',
          ...ids.map((id) => [id, id, '', '2026-03-01', '1'].map(quote).join(',')),
        ];
        const { events, rejected } = await importText(
          Buffer.from(text.join('\n'), 'latin1'),
          `${plainMap}encoding: windows-1252\n`,
        );
        expect(rejected).toEqual([]);
        expect(events.map(({ subject }) => subject)).toEqual(ids);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a workbook', () => {
  test('comes out of the map as it went in: texts, numbers, days', async () => {
    const cell = text.filter(printable);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ ...parts, id: cell, site: cell, words: fc.option(cell, { nil: undefined }) }), {
          minLength: 1,
          maxLength: 20,
          selector: ({ id }) => id,
        }),
        async (rows) => {
          const content = await workbook({
            Lots: [
              ['id', 'site', 'words', 'day', 'inspected'],
              ...rows.map(({ id, site, words, day, inspected }) => [
                id,
                site,
                words ?? null,
                new Date(`${dayOf(day)}T00:00:00Z`),
                inspected,
              ]),
            ],
          });
          const { events, rejected } = await importText(content, plainMap, 'lots.xlsx');
          expect(rejected).toEqual([]);
          expect(events.map(({ subject, data }) => ({ subject, data }))).toEqual(rows.map(dataOf));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a field of the file of rejected rows', () => {
  test('never begins as a formula', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('=', '+', '-', '@', '\t', '\r', ''),
        (rest, first) => {
          const field = csvField(`${first}${rest}`);
          expect(field).toMatch(/^"(?![=@\t\r])/);
          expect(field).toMatch(/^"(?:[+-]?[\d.,]+"$|(?![+-]))/);
        },
      ),
    );
  });
});
