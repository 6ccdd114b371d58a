/** What a proposed map makes of the rows that it was made from: the only proof of a guess. */
import { HoshinEvent } from '../../events/event.ts';
import type { ImportMap } from '../../shared/core/import/map-schema.ts';
import { compileMap } from '../../shared/import/map-row.ts';
import type { Sample } from './read-sample.ts';

export interface Trial {
  rows: number;
  valid: number;
  /** Why rows would be rejected, the most frequent reasons first. */
  reasons: { reason: string; count: number }[];
}

/** A reason without the value of its row, so that rows with the same trouble count together. */
const alike = (reason: string) => reason.replace(/ \(is .*\)$/s, '').replace(/ is ".*?"/s, ' is …');

/** Maps and checks every row of the sample; `undefined` where the map does not fit its columns. */
export const tryMap = (map: ImportMap, sample: Sample, fileTime: Date): Trial | undefined => {
  const { layout, columns } = sample;
  const names = columns.map(({ name }) => name);
  const isJson = layout.format === 'json' || layout.format === 'ndjson';
  const compiled = compileMap(
    map,
    isJson
      ? { kind: 'json' }
      : { kind: layout.format === 'xlsx' ? 'sheet' : 'csv', header: layout.header ? names : undefined },
    { source: 'guess', timeZone: 'UTC', fileTime: fileTime.toISOString() },
  );
  if (!compiled.ok) return undefined;
  const reasons = new Map<string, number>();
  let valid = 0;
  for (const [index, cells] of sample.rows.entries()) {
    const row = isJson ? Object.fromEntries(names.map((name, at) => [name, cells[at]])) : cells;
    const mapped = compiled.map({ number: index + 1, cells: row });
    const problems =
      mapped.kind === 'event'
        ? (HoshinEvent.safeParse(mapped.event).error?.issues ?? []).map(
            ({ path, message }) => `${path.join('.')}: ${message}`,
          )
        : mapped.kind === 'rejected'
          ? mapped.reasons
          : [];
    if (problems.length === 0) valid += 1;
    for (const reason of new Set(problems.map(alike))) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return {
    ...{ rows: sample.rows.length, valid },
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort((one, two) => two.count - one.count),
  };
};
