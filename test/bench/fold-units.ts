/** One fold onto an empty board, and what DynamoDB charged for it. */
import type { Change } from '../../shared/store/fold-changes.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { BenchEngine } from './engine.ts';
import { unitsOf } from './meter.ts';
import { type Folding, foldAll, openBoard } from './pipeline.ts';

interface Folded {
  board: NamedTable;
  /** Units a record, by what was written. */
  rows: number;
  exceptions: number;
  run: number;
}

export const fold = async (
  { meter, createBoard }: BenchEngine,
  changes: readonly Change[],
  folding: Folding,
): Promise<Folded> => {
  const board = await createBoard();
  await openBoard(board);
  meter.reset();
  await foldAll(board, changes, folding);
  const of = (kind: string) => unitsOf(meter, kind) / changes.length;
  return { board, rows: of('row'), exceptions: of('exception'), run: of('run') };
};
