/** What a journey does with the ledger: apply, import a file and wait, read a KPI, recount everything. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { KpiReport } from '../../../cli/kpi-report.ts';
import type { JourneyStack } from './stack.ts';

interface Applied {
  secrets: { source: string; secret: string }[];
}

/** Applies YAML, with an author and a reason. Answers with the secrets that were made, by source. */
export const applySecrets = async (
  { folder, hoshinJson }: Pick<JourneyStack, 'folder' | 'hoshinJson'>,
  yaml: string,
): Promise<Record<string, string>> => {
  const file = join(folder, 'company.yaml');
  writeFileSync(file, yaml);
  const { secrets } = await hoshinJson<Applied>(
    ...['apply', file, '--yes', '--author', 'Ana Prado', '--reason', 'journey'],
  );
  return Object.fromEntries(secrets.map(({ source, secret }) => [source, secret]));
};

/** The same, where nobody needs the secrets. */
export const apply = async (stack: JourneyStack, yaml: string): Promise<void> => {
  await applySecrets(stack, yaml);
};

/** What `hoshin import --wait --json` prints. */
interface ImportReport {
  read: number;
  filtered: number;
  accepted: number;
  rejected: number;
  stored: number;
  unchanged: number;
  refused: number;
}

export const mapFile = (name: string): string => join(import.meta.dirname, '../maps', `${name}.yaml`);

/** Imports a file and waits until it is counted; prints how fast that was. */
export const importFile = async (
  { hoshinJson }: JourneyStack,
  file: string,
  map: string,
  source: string,
): Promise<ImportReport> => {
  const startedAt = performance.now();
  const report = await hoshinJson<ImportReport>('import', file, '--map', map, '--source', source, '--wait');
  const seconds = (performance.now() - startedAt) / 1000;
  const perSecond = Math.round(report.read / seconds);
  console.log(`${source}: ${report.read} rows imported and counted in ${seconds.toFixed(1)} s, ${perSecond} a second`);
  return report;
};

/** Days of a reading, and how it is cut. */
export interface Asked {
  from: string;
  to: string;
  by?: 'day' | 'week' | 'month';
  slice?: string;
}

export const readKpi = (
  { hoshinJson }: JourneyStack,
  id: string,
  { from, to, by, slice }: Asked,
): Promise<KpiReport> => {
  const options = [...(by ? ['--by', by] : []), ...(slice ? ['--slice', slice] : [])];
  return hoshinJson<KpiReport>('kpi', id, '--from', from, '--to', to, ...options);
};

/** A share's numerator and n; the value must be their very quotient. */
export const partOf = ({ value, n }: Pick<KpiReport['total'], 'value' | 'n'>): [number, number] => {
  const part = Math.round((value ?? Number.NaN) * n);
  expect(value).toBe(part / n);
  return [part, n];
};

/** Recounts everything from the records, and compares digit for digit. */
export const expectEqualRecount = async ({ hoshinJson }: JourneyStack, records: number): Promise<void> => {
  const check = await hoshinJson<object>('rebuild', '--check');
  expect(check).toMatchObject({ equal: true, differenceCount: 0, unfoldable: 0, records });
};
