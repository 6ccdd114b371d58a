/**
 * Writes `registry.ts` (every KPI and tally) and `worked-examples.ts` from the files in this folder.
 * `node shared/kpis/generate.ts` writes; with `--check` it only compares, and fails when a file is stale.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const here = new URL('.', import.meta.url);
const banner = 'Made by generate.ts from the files in this folder: do not edit.';

/** Paths of the KPI files: one for each KPI, in a folder for each field. Tallies are what they share. */
const kpiFiles = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'tallies')
  .flatMap(({ name }) => readdirSync(new URL(name, here)).map((file) => `./${name}/${file}`))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const idOf = (path: string) => basename(path);
const nameOf = (file: string) => idOf(file).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const importsOf = (exported: string) =>
  kpiFiles.map((file) => `import { ${exported} as ${nameOf(file)} } from '${file}.ts';`).join('\n');

const registry = `/** Every KPI, and every tally behind them. ${banner} */
import type { AnyTally, Kpi } from '../core/kpi.ts';
${importsOf('kpi')}

export const kpis: readonly Kpi[] = [
${kpiFiles.map((file) => `  ${nameOf(file)},`).join('\n')}
];

export const tallies: readonly AnyTally[] = [...new Set(kpis.flatMap((kpi) => kpi.tallies))];

const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]));

/** The KPI of an id, such as \`on-time-delivery\`; \`undefined\` where there is none. */
export const kpiById = (id: string): Kpi | undefined => byId.get(id);
`;

const keyOf = (file: string) => (idOf(file) === nameOf(file) ? idOf(file) : `'${idOf(file)}': ${nameOf(file)}`);
const workedExamples = `/** The worked examples of every KPI, by its id. Apart from the registry, so that no function is shipped with them. ${banner} */
import type { KpiExample } from '../core/kpi.ts';
${importsOf('workedExamples')}

export const workedExamples: Readonly<Record<string, readonly KpiExample[]>> = {
${kpiFiles.map((file) => `  ${keyOf(file)},`).join('\n')}
};
`;

const wrong: string[] = [];
if (new Set(kpiFiles.map(idOf)).size < kpiFiles.length) wrong.push('two KPI files have one name');
for (const file of kpiFiles) {
  const { kpi } = await import(new URL(`${file}.ts`, here).href);
  if (kpi?.id !== idOf(file)) wrong.push(`${file}.ts must export a \`kpi\` whose id is ${idOf(file)}`);
}

for (const [name, text] of [
  ['registry.ts', registry],
  ['worked-examples.ts', workedExamples],
] as const) {
  const path = new URL(name, here);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) wrong.push(`shared/kpis/${name} is stale: run npm run fix`);
}

for (const problem of wrong) console.error(problem);
process.exitCode = wrong.length > 0 ? 1 : 0;
