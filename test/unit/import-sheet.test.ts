/** Sheets of Excel workbooks, as another library writes them. */
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { importText } from '../support/import-rows.ts';
import { workbook } from '../support/workbook.ts';

const map = `
type: inspection
id: lot
timeZone: Europe/Paris
time: { constant: '2026-03-31T00:00:00Z' }
fields:
  result.inspectedAt: { column: at, date: dd.MM.yyyy }
  result.inspected: n
  result.rejected: bad
  result.site: site
`;
const header = ['lot', 'at', 'n', 'bad', 'site'];
const firstLot = ['L1', new Date('2026-03-01T00:00:00Z'), 10, 1, 'Lyon'];
const importSheet = (content: Uint8Array, more = '', name = 'lots.xlsx') => importText(content, map + more, name);

describe('a workbook', () => {
  test('gives its dates as the sheet means them: a day, or a wall clock in the zone of the map', async () => {
    const { events, rejected } = await importSheet(
      await workbook({ Lots: [header, firstLot, ['L2', new Date('2026-07-02T08:40:00Z'), 20, 0, 'Gdańsk']] }),
    );
    expect(rejected).toEqual([]);
    expect(events.map(({ subject, data }) => ({ subject, data }))).toEqual([
      { subject: 'L1', data: { result: { inspectedAt: '2026-03-01', inspected: 10, rejected: 1, site: 'Lyon' } } },
      {
        subject: 'L2',
        data: { result: { inspectedAt: '2026-07-02T06:40:00.000Z', inspected: 20, rejected: 0, site: 'Gdańsk' } },
      },
    ]);
  });

  test('may hold dates that were typed as text, as the patterns of the map say', async () => {
    const { events } = await importSheet(await workbook({ Lots: [header, ['L1', '05.03.2026', 10, 1, 'Lyon']] }));
    expect(events[0]?.data).toMatchObject({ result: { inspectedAt: '2026-03-05' } });
  });

  test('is read from the sheet that the map names, by name or number', async () => {
    const content = await workbook({
      Notes: [['nothing here']],
      Lots: [header, firstLot],
      More: [header, ['L9', ...firstLot.slice(1)]],
    });
    expect((await importSheet(content, 'sheet: Lots')).events.map(({ subject }) => subject)).toEqual(['L1']);
    expect((await importSheet(content, 'sheet: 3')).events.map(({ subject }) => subject)).toEqual(['L9']);
    await expect(importSheet(content, 'sheet: Lost')).rejects.toThrow(
      /has no sheet 'Lost'; it has 1 'Notes', 2 'Lots', 3 'More'/,
    );
    await expect(importSheet(content, 'sheet: 4')).rejects.toThrow(/has no sheet 4; it has/);
  });

  test('numbers its rows as the sheet does; empty ones are no rows, and what is missing at the end is empty', async () => {
    const { events, rejected } = await importSheet(
      await workbook({ Lots: [header, firstLot, [], ['L2', firstLot[1]], ['L3', ...firstLot.slice(1), 'too many']] }),
    );
    expect(events.map(({ subject }) => subject)).toEqual(['L1', 'L2']);
    expect(events[1]?.data).toEqual({ result: { inspectedAt: '2026-03-01' } });
    expect(rejected).toEqual([{ row: 5, reasons: ['has 6 columns where the first row has 5'] }]);
  });

  test('gives the values of its formulas, and its times as times', async () => {
    const columns = ['lot', 'day', 'clock', 'n', 'bad'];
    const content = await writeXlsx({
      sheets: [
        {
          name: 'Lots',
          rows: [columns, ['L1', '05.03.2026', null, null, 1]],
          cells: new Map([
            ['1,2', { value: new Date(Date.UTC(1899, 11, 31, 8, 40)), style: { numFmt: 'hh:mm' } }],
            ['1,3', { formula: 'SUM(A2:A9)', formulaResult: 12 }],
          ]),
        },
      ],
    });
    const withClock = map
      .replace(
        '{ column: at, date: dd.MM.yyyy }',
        '{ column: day, date: dd.MM.yyyy, time: { column: clock, pattern: HHmm } }',
      )
      .replace('  result.site: site\n', '');
    const { events, rejected } = await importText(content, withClock, 'lots.xlsx');
    expect(rejected).toEqual([]);
    expect(events[0]?.data).toEqual({
      result: { inspectedAt: '2026-03-05T07:40:00.000Z', inspected: 12, rejected: 1 },
    });
  });

  test('is told by its bytes, also when it is gzipped or called otherwise', async () => {
    const content = await workbook({ Lots: [header, firstLot] });
    expect((await importSheet(content, '', 'lots.bin')).events).toHaveLength(1);
    expect((await importSheet(gzipSync(content), '', 'lots.xlsx.gz')).events).toHaveLength(1);
  });
});

describe('what is no workbook that can be read', () => {
  test('an old Excel file is refused with what to do', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]);
    await expect(importSheet(old, '', 'lots.xls')).rejects.toThrow(
      /is an old Excel file \(.xls\).*save it as an Excel workbook/,
    );
  });

  test('a text that calls itself one, and one that is called CSV', async () => {
    await expect(importSheet(Buffer.from('lot,at\n'), '', 'lots.xlsx')).rejects.toThrow(
      /is no Excel workbook, whatever its name says/,
    );
    const content = await workbook({ Lots: [header, firstLot] });
    await expect(importSheet(content, 'format: csv', 'lots.csv')).rejects.toThrow(
      /is an Excel workbook or another ZIP archive, not csv/,
    );
  });

  test('one that would unpack to more than the limit is refused before it is unpacked', async () => {
    const content = await workbook({ Lots: [header, firstLot] });
    // The archive's directory says how large each entry will be: 4 bytes, 24 after its mark.
    const at = content.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    content.writeUInt32LE(0x7fff_ffff, at + 24);
    await expect(importSheet(content)).rejects.toThrow(
      /unpacks to 2\d{3} MiB; the limit is 512 MiB. Save the sheet as CSV/,
    );
  });

  test('one with more texts than there is memory for is refused before they are parsed', async () => {
    const content = await workbook({ Lots: [header, firstLot] });
    const name = content.lastIndexOf('xl/sharedStrings.xml', undefined, 'latin1');
    content.writeUInt32LE(60 * 1024 * 1024, name - 46 + 24);
    await expect(importSheet(content)).rejects.toThrow(
      /the texts of the workbook unpack to 60 MiB; the limit is 48 MiB/,
    );
  });

  test('one that unpacks to more than it says is refused, not swallowed', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [`L${index}`, ...firstLot.slice(1)]);
    const content = await workbook({ Lots: [header, ...rows] });
    const name = content.lastIndexOf('xl/worksheets/sheet1.xml', undefined, 'latin1');
    content.writeUInt32LE(1000, name - 46 + 24);
    await expect(importSheet(content)).rejects.toThrow(/cannot be read as an Excel workbook/);
  });

  test('one that was cut off', async () => {
    const content = await workbook({ Lots: [header, firstLot] });
    await expect(importSheet(content.subarray(0, content.length - 30))).rejects.toThrow(/no whole Excel workbook/);
  });
});
