/** Whatever a CSV file holds comes out of the map as it went in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvField } from '../../shared/import/rejected-rows.ts';
import { importText } from '../support/import-rows.ts';

/** Texts that a contract's field can hold: what is in a cell, less the space around it. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((value) => value.trim())
  .filter((value) => value !== '' && value.isWellFormed());

const row = fc.record({
  id: text,
  site: text,
  words: fc.option(text, { nil: undefined }),
  day: fc.date({ min: new Date('1990-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
  inspected: fc.integer({ min: 0, max: 1_000_000_000 }),
});

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
