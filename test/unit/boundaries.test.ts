/** Sees every dependency rule fail once: a rule that cannot fail protects nothing. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const rules: IConfiguration = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));
let folder: string;

/** A breach of each rule, as one file and what it imports. */
const breaches: [rule: string, file: string, imports: string][] = [
  ['core-is-pure', 'shared/core/a.ts', 'node:fs'],
  ['core-is-pure', 'shared/kpis/a.ts', '@aws-sdk/client-dynamodb'],
  ['core-looks-inward', 'shared/core/b.ts', '../store/target.ts'],
  ['contracts-stand-alone', 'events/a.ts', '../shared/core/target.ts'],
  ['functions-stand-apart', 'functions/fold/a.ts', '../store/target.ts'],
  ['infra-sees-only-env', 'infra/a.ts', '../functions/store/target.ts'],
  ['shared-serves', 'shared/mail/a.ts', '../../functions/store/target.ts'],
  ['functions-know-no-host', 'functions/fold/b.ts', '../../infra/target.ts'],
  ['nothing-needs-tests', 'cli/a.ts', '../test/target.ts'],
  ['no-tools-at-run-time', 'functions/fold/c.ts', 'fast-check'],
  ['no-circles', 'cli/circle-back.ts', './circle.ts'],
  ['resolvable', 'cli/c.ts', './nowhere.ts'],
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-boundaries-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const target of ['shared/store', 'shared/core', 'functions/store', 'infra', 'test'])
    write(`${target}/target.ts`, 'export const target = 1;\n');
  write('functions/store/env.ts', 'export const target = 1;\n');
  write('cli/circle.ts', "export * from './circle-back.ts';\n");
  write('infra/allowed.ts', "export * from '../functions/store/env.ts';\n");
  for (const [, file, imports] of breaches) write(file, `export * from '${imports}';\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every boundary of the code is seen to be enforced', async () => {
  const { output } = await cruise(
    ['events', 'shared', 'functions', 'infra', 'cli'],
    { ruleSet: rules, validate: true, baseDir: folder, ...rules.options },
    { extensions: ['.ts', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  );
  const found = (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  for (const [rule, file] of breaches) expect(found, `${rule} by ${file}`).toContain(`${rule} ${file}`);
  expect(found.filter((line) => line.includes('infra/allowed.ts'))).toEqual([]);
});
