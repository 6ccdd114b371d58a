/** Writes the contract for those who don't read TypeScript: `node events/generate.ts`, or `--check`, which exits 1 if it is stale. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { HoshinEvent } from './event.ts';
import { createOpenApi } from './openapi.ts';

const folder = new URL('generated/', import.meta.url);

const files = {
  'hoshin-event.schema.json': z.toJSONSchema(HoshinEvent, { io: 'input', target: 'draft-2020-12' }),
  'openapi.json': createOpenApi(),
};

const readOrNone = (file: URL): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const checks = process.argv.includes('--check');
mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(files)) {
  const file = new URL(name, folder);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (readOrNone(file) === text) continue;
  if (!checks) {
    writeFileSync(file, text);
    console.log(`wrote ${fileURLToPath(file)}`);
    continue;
  }
  console.error(`events/generated/${name} is stale: run "npm run fix"`);
  process.exitCode = 1;
}
