/**
 * Contributions on record: what was counted of a fixed set of records, by version. A result that changes without a new
 * version would mix two ways of counting in one epoch.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Policy } from '../../shared/core/config/policy.ts';
import { completePolicy, policyFor } from '../../shared/core/config/policy-in-force.ts';
import type { AnyTally, Counters, Tally } from '../../shared/core/kpi.ts';
import { contributionOf, layoutVersion } from '../../shared/core/record/contribution.ts';
import type { HoshinRecord } from '../../shared/core/record/record.ts';
import { tallies } from '../../shared/kpis/registry.ts';

export interface Drawn {
  policies: Policy[];
  records: HoshinRecord[];
}
/** One result for each policy and record, as text. */
export interface Results {
  version: number;
  results: string[];
}
/** `rows` are days and slices, which no tally decides; the others are tallies by key. */
export type Recording = Drawn & { counted: Record<string, Results> };

export const recordingPath = new URL('recorded-contributions.json', import.meta.url);

/** What is on record, if there is a record: its policies as they were approved, without the fields that came later. */
export const readRecording = (): Recording | undefined =>
  existsSync(recordingPath) ? JSON.parse(readFileSync(recordingPath, 'utf8')) : undefined;

/** Counters as text: sorted, without the zeroes, which count nothing. */
const print = (counters: Counters): string =>
  Object.entries(counters)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(' ');

const each = ({ policies, records }: Drawn, result: (record: HoshinRecord, policy: Policy) => string): string[] =>
  policies.map(completePolicy).flatMap((policy) => records.map((record) => result(record, policy)));

const countTally = (tally: AnyTally, drawn: Drawn): Results => ({
  version: tally.version,
  results: each({ ...drawn, records: drawn.records.filter(({ type }) => type === tally.type) }, (record, policy) =>
    print((tally as Tally).count(record, policyFor(policy, record.namespace)) ?? {}),
  ),
});

const countRows = (drawn: Drawn): Results => ({
  version: layoutVersion,
  results: each(drawn, (record, policy) => {
    const contribution = contributionOf(record, policy, tallies);
    return contribution ? [contribution.day, ...contribution.slices].join(' ') : '';
  }),
});

/** Everything that the code counts of the records, now. */
export const countAll = (drawn: Drawn): Record<string, Results> => ({
  rows: countRows(drawn),
  ...Object.fromEntries(tallies.map((tally) => [tally.key, countTally(tally, drawn)])),
});

/** Names what changed under its old version. */
export const changedUnderOldVersion = (recorded: Record<string, Results>, now: Record<string, Results>): string[] =>
  Object.entries(now)
    .filter(([key, { version, results }]) => {
      const old = recorded[key];
      return old?.version === version && old.results.join('\n') !== results.join('\n');
    })
    .map(([key, { version }]) => `${key}@${version}`);
