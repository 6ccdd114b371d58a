/**
 * Puts contributions on record where a version is new: `npm run record-contributions`.
 * Refuses where results changed under their old version. The records stay as they were first drawn.
 */
import { writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { HoshinRecord } from '../../shared/core/record/record.ts';
import { policy } from '../arbitraries/policies.ts';
import { complaintRecord, deliveryRecord, inspectionRecord, responseRecord } from '../arbitraries/records.ts';
import {
  changedUnderOldVersion,
  countAll,
  type Drawn,
  type Recording,
  readRecording,
  recordingPath,
} from './recorded.ts';

const seed = 9001;

const draw = (): Drawn => ({
  policies: fc.sample(policy, { numRuns: 4, seed }),
  records: [deliveryRecord, inspectionRecord, complaintRecord, responseRecord].flatMap((arbitrary) =>
    fc.sample<HoshinRecord>(arbitrary, { numRuns: 15, seed }),
  ),
});

const old = readRecording();
const drawn: Drawn = old ?? draw();
const counted = countAll(drawn);
const changed = changedUnderOldVersion(old?.counted ?? {}, counted);

if (changed.length > 0) {
  console.error(`Results changed, the version did not: ${changed.join(', ')}. Raise the version, then record again.`);
  process.exitCode = 1;
} else {
  const recording: Recording = { policies: drawn.policies, records: drawn.records, counted };
  writeFileSync(recordingPath, `${JSON.stringify(recording, null, 2)}\n`);
}
