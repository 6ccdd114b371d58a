/** One run of the auditor: looks at the board, sends the next probe, and says that it was there. */
import type { Finding } from '../../shared/core/audit/audit-findings.ts';
import { auditPipeline, watchedFrom } from '../../shared/core/audit/audit-pipeline.ts';
import { beatAudit } from '../../shared/store/heartbeats.ts';
import { sendProbe } from '../../shared/store/probe.ts';
import { readPipeline } from '../../shared/store/read-pipeline.ts';
import type { NamedTable } from '../../shared/store/table.ts';

/**
 * What is wrong with the pipeline now.
 * @param now The time of the run, in milliseconds since 1970.
 */
export const runAudit = async (
  { records, board }: { records: NamedTable; board: NamedTable },
  now: number,
): Promise<Finding[]> => {
  const seen = await readPipeline(board, now);
  const watchedSince = watchedFrom(seen, now);
  const findings = auditPipeline({ ...seen, watchedSince }, now);
  const at = new Date(now).toISOString();
  // The probe first: a heartbeat without one would blame fold for a probe that was never sent.
  await sendProbe(records, at);
  await beatAudit(board, at, watchedSince);
  return findings;
};
