/** Excel workbooks for tests, written by another library than the one that reads them. */
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';

/** A workbook of these sheets, in order. Dates are shown as a day and a time. */
export const workbook = (sheets: Record<string, SheetData>): Promise<Buffer> =>
  writeXlsxFile(
    Object.entries(sheets).map(([sheet, data]) => ({ sheet, data, dateFormat: 'dd.mm.yyyy hh:mm' })),
  ).toBuffer();
