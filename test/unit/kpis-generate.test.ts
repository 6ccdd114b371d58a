/** The registry is made from the files: adding a KPI touches no other file that a person wrote. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;
const kpis = (...path: string[]) => join(root, 'shared/kpis', ...path);
const generate = (...args: string[]) =>
  spawnSync(process.execPath, [kpis('generate.ts'), ...args], { encoding: 'utf8' });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hoshin-kpis-'));
  const project = join(import.meta.dirname, '../..');
  for (const folder of ['shared/core', 'shared/kpis', 'events']) {
    cpSync(join(project, folder), join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
});
afterEach(() => rmSync(root, { recursive: true }));

test('a new file is a new KPI, once the registry is written again', () => {
  const added = readFileSync(kpis('survey/nps.ts'), 'utf8').replace("id: 'nps'", "id: 'nps-again'");
  writeFileSync(kpis('survey/nps-again.ts'), added);
  const check = generate('--check');
  expect(check.status).toBe(1);
  expect(check.stderr).toContain('shared/kpis/registry.ts is stale: run npm run fix');
  expect(generate().status).toBe(0);
  expect(readFileSync(kpis('registry.ts'), 'utf8')).toContain(
    "import { kpi as npsAgain } from './survey/nps-again.ts';",
  );
  expect(generate('--check').status).toBe(0);
});

test('the registry as it is committed is fresh, and an edit to it is not', () => {
  expect(generate('--check').status).toBe(0);
  appendFileSync(kpis('registry.ts'), '// by hand\n');
  expect(generate('--check').status).toBe(1);
});

test('a KPI whose id is not the name of its file is refused', () => {
  writeFileSync(kpis('survey/other.ts'), readFileSync(kpis('survey/nps.ts'), 'utf8'));
  const made = generate();
  expect(made.status).toBe(1);
  expect(made.stderr).toContain('./survey/other.ts must export a `kpi` whose id is other');
});
