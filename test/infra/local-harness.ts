/** Small templates with small functions for the tests of the local stack: real engines, no bundler. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../infra/local/start.ts';
import type { JsonObject, Resource } from '../../infra/local/template/template.ts';

export interface Fixture {
  start(options?: Partial<LocalStackOptions>): Promise<LocalStack>;
  /** The events that a function has had so far: it calls `seen(event)`. */
  seen<T>(name: string): T[];
  dataDir: string;
  templateFile: string;
  remove(): void;
}

/** A template of these resources, beside it a bundle for each function: the module's text, in which `seen` is defined. */
export const makeFixture = (resources: Record<string, Resource>, modules: Record<string, string> = {}): Fixture => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-local-'));
  const templateFile = join(folder, 'Test.template.json');
  const seenFile = (name: string) => join(folder, `${name}.seen`);
  const functions = Object.entries(modules).map(([name, text]) => {
    const asset = join(folder, `asset.${name}`);
    mkdirSync(asset);
    const head = `import { appendFileSync } from 'node:fs';
const seen = (event) => appendFileSync(${JSON.stringify(seenFile(name))}, JSON.stringify(event) + '\\n');\n`;
    writeFileSync(join(asset, 'index.mjs'), head + text);
    return name;
  });
  const bundles = functions.map((name) => [name, { source: { path: `asset.${name}` } }]);
  writeFileSync(join(folder, 'Test.assets.json'), JSON.stringify({ files: Object.fromEntries(bundles) }));
  writeFileSync(templateFile, JSON.stringify({ Resources: resources }));
  const dataDir = join(folder, 'data');
  return {
    dataDir,
    templateFile,
    start: (options = {}) => startLocalStack({ dataDir, templateFile, ...options }),
    seen: (name) => {
      if (!existsSync(seenFile(name))) return [];
      const lines = readFileSync(seenFile(name), 'utf8').split('\n');
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** A function resource whose bundle is the module of the same name. */
export const lambda = (module: string, properties: JsonObject = {}): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Key: `${module}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Timeout: 10,
    ...properties,
  },
});

export const table = (): Resource => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
});

/** Waits until something holds; fails with its last value after so long. */
export const until = async <T>(read: () => T | Promise<T>, holds: (value: T) => boolean, ms = 15_000): Promise<T> => {
  const deadline = Date.now() + ms;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${ms} ms in vain; the last value was ${JSON.stringify(value)}`);
    await sleep(50);
  }
};
