/** One import: rows are pulled, mapped, packed, posted with several requests in flight, and settled in the file's order. */
import type { RejectedRow } from '../../shared/import/rejected-rows.ts';
import type { Batch } from './batches.ts';
import type { Verdicts } from './post-batch.ts';
import type { RejectedFile } from './rejected-file.ts';
import type { Counts, ImportState } from './resume.ts';

export interface ImportSteps {
  batches: AsyncIterable<Batch>;
  /** Posts a batch's body under an id. */
  post(id: string, body: Buffer): Promise<Verdicts>;
  rejected: RejectedFile;
  /** Called after each batch, in order. */
  reached(state: Pick<ImportState, 'row' | 'counts'>): Promise<void>;
}

/** What the webhook rejected, by its row. */
const rejectedBy = (batch: Batch, verdicts: Verdicts): RejectedRow[] =>
  verdicts.results.flatMap((result) => {
    const row = batch.rows[result.index];
    if (result.status === 'accepted' || !row) return [];
    const value = result.value === undefined || result.value === '' ? '' : ` (is ${result.value})`;
    return [{ row, reasons: [`${result.path}: ${result.problem}${value}`] }];
  });

const addBatch = (counts: Counts, batch: Batch, verdicts: Verdicts): Counts => ({
  read: counts.read + batch.read,
  filtered: counts.filtered + batch.filtered,
  sent: counts.sent + batch.rows.length,
  accepted: counts.accepted + verdicts.accepted,
  rejected: counts.rejected + verdicts.rejected + batch.rejected.length,
});

const nothingSent: Verdicts = { accepted: 0, rejected: 0, results: [] };

/**
 * Runs an import to its end. At most `inFlight` batches exist at a time, the oldest is settled first: memory is bounded,
 * and whatever was reached is a prefix of the file, from which an interrupted import goes on.
 * Throws whatever a post throws; what was reached stays reached.
 */
export const runImport = async (
  run: string,
  from: Counts,
  { batches, post, rejected, reached }: ImportSteps,
  inFlight: number,
): Promise<Counts> => {
  let counts = from;
  const queue: { batch: Batch; answer: Promise<Verdicts> }[] = [];
  const settleOldest = async () => {
    const oldest = queue.shift();
    if (!oldest) return;
    const { batch } = oldest;
    const verdicts = await oldest.answer;
    counts = addBatch(counts, batch, verdicts);
    await rejected.write(
      [...batch.rejected, ...rejectedBy(batch, verdicts)].sort((a, b) => a.row.number - b.row.number),
    );
    await reached({ row: batch.lastRow, counts });
  };
  for await (const batch of batches) {
    // The last row names the batch: it stays the same when the import goes on after an interruption.
    const answer = batch.rows.length > 0 ? post(`${run}-${batch.lastRow}`, batch.body) : Promise.resolve(nothingSent);
    // Awaited in turn; until then a failure must not count as unhandled.
    answer.catch(() => undefined);
    queue.push({ batch, answer });
    if (queue.length >= inFlight) await settleOldest();
  }
  while (queue.length > 0) await settleOldest();
  return counts;
};
