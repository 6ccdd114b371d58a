/** What a stream record of the records table tells: a record's change, or that the auditor's probe comes by. */
import type { Change } from './fold-changes.ts';
import { isProbe, type Probe } from './probe.ts';
import type { RecordItem } from './record-item.ts';

type Image = RecordItem | Probe | undefined;

/** A change as fold takes it, from the item before and after. */
export const changeOf = (
  { sequence, at }: Pick<Change, 'sequence' | 'at'>,
  images: { before: Image; after: Image },
): Change => {
  const { before, after } = images;
  return {
    sequence,
    at,
    ...(before && !isProbe(before) && { before }),
    ...(after && (isProbe(after) ? { probe: after.sentAt } : { after })),
  };
};
