/** An import that sends nothing: shows what the map makes of the rows, and what would be rejected. */
import { HoshinEvent } from '../../events/event.ts';
import { formatNumber } from '../../shared/core/text/format.ts';
import { openRows } from '../../shared/import/read-rows.ts';
import { connect, type StageOptions } from '../connect.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';
import { diskFile } from './disk-file.ts';
import { companyZone, compile, loadMap, sayEncoding, sourceOf, statFile } from './prepare.ts';

export interface DryRunOptions extends StageOptions, OutputOptions {
  map: string;
  source?: string;
  limit?: number;
}

/** Maps without sending: the first events, and every row that the map or the contract would reject. */
export const dryRun = async (file: string, options: DryRunOptions): Promise<void> => {
  const { map } = await loadMap(options.map);
  const source = sourceOf(map, options.source, options.map);
  const { mtime } = await statFile(file);
  const rows = await openRows(diskFile(file), map);
  sayEncoding(file, rows);
  // A dry run needs no stack; it only knows the company's zone if there is one.
  const timeZone = map.timeZone ?? (await connect(options).then(companyZone, () => undefined));
  const toEvent = compile(file, map, rows, { source, timeZone, fileTime: mtime.toISOString() });
  const shown: unknown[] = [];
  const rejected: { row: number; reasons: string[] }[] = [];
  const counts = { read: 0, filtered: 0, valid: 0, rejected: 0 };
  for await (const row of rows.rows) {
    if (counts.read >= (options.limit ?? Number.POSITIVE_INFINITY)) break;
    counts.read += 1;
    const mapped = 'broken' in row ? { kind: 'rejected' as const, reasons: [row.broken] } : toEvent(row);
    if (mapped.kind === 'filtered') {
      counts.filtered += 1;
      continue;
    }
    const checked = mapped.kind === 'event' ? HoshinEvent.safeParse(mapped.event) : undefined;
    if (mapped.kind === 'event' && checked?.success) {
      counts.valid += 1;
      if (shown.length < 3) shown.push(mapped.event);
      continue;
    }
    counts.rejected += 1;
    const reasons =
      mapped.kind === 'rejected'
        ? mapped.reasons
        : (checked?.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
    if (rejected.length < 20) rejected.push({ row: row.number, reasons });
  }
  if (options.json) return printJson({ ...counts, events: shown, rejects: rejected });
  for (const event of shown) printJson(event);
  for (const { row, reasons } of rejected) print(`row ${row}: ${reasons.join('; ')}`);
  print(
    `Nothing was sent. Read ${formatNumber(counts.read)}, filtered out ${formatNumber(counts.filtered)}, valid ${formatNumber(counts.valid)}, would be rejected ${formatNumber(counts.rejected)}.`,
  );
};
