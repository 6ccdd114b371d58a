/** Whether what runs by itself runs: the auditor's findings of this moment. */
import { auditPipeline } from '../../shared/core/audit/audit-pipeline.ts';
import { readPipeline } from '../../shared/store/read-pipeline.ts';
import type { Connection } from '../connect.ts';
import { type Finding, note, ok, problem } from './check.ts';

const later = (a: string, b = ''): string => (a > b ? a : b);

/** The auditor's findings, and how many mails are on their way; `now` in milliseconds since 1970. */
export const checkPipeline = async (
  { board, startedAt }: Pick<Connection, 'board' | 'startedAt'>,
  now: number,
): Promise<Finding[]> => {
  const seen = await readPipeline(board, now);
  const { beats, open } = seen;
  // While a local stack was off, nobody could do anything.
  const watchedSince = later(seen.watchedSince ?? startedAt ?? new Date(now).toISOString(), startedAt);
  const audited = beats.audit === undefined ? beats : { ...beats, audit: later(beats.audit, startedAt) };
  const findings = auditPipeline({ ...seen, beats: audited, watchedSince }, now);
  const mails = ok('Mails', open.length === 0 ? 'none is waiting' : `${open.length} on their way`);
  if (findings.length > 0)
    return [
      mails,
      ...findings.map(({ id, means, seen: what, todo }) => problem('Pipeline', `${id}: ${means} (${what})`, todo)),
    ];
  return [
    mails,
    beats.audit
      ? ok('Pipeline', `audited at ${beats.audit}, nothing stands still`)
      : note('Pipeline', 'not audited yet', 'The auditor comes every five minutes.'),
  ];
};
