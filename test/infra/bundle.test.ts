import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundle } from '../../infra/bundle.ts';

const folderFor = (name: string) => join(mkdtempSync(join(tmpdir(), 'hoshin-bundle-')), name);

test.each(['receive', 'store', 'fold', 'evaluate', 'decisions', 'surveys', 'intake'])(
  '%s loads at most 480 KB at cold start',
  (name) => {
    const { bytes } = bundle(`functions/${name}/handler.ts`, folderFor(name));
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(480_000);
  },
);

test.each(['notify', 'sweep'])('%s finds the fonts and the rasteriser of the charts beside it', (name) => {
  const folder = folderFor(name);
  bundle(`functions/${name}/handler.ts`, folder);
  for (const file of ['index.mjs', 'index_bg.wasm', 'fonts/inter-regular.ttf', 'fonts/inter-semibold.ttf'])
    expect(existsSync(join(folder, file)), file).toBe(true);
});

test('nothing of an earlier bundle is uploaded again', () => {
  const folder = folderFor('fold');
  bundle('functions/fold/handler.ts', folder);
  const left = join(folder, 'chunk-OLD.mjs');
  writeFileSync(left, '');
  bundle('functions/fold/handler.ts', folder);
  expect(existsSync(left)).toBe(false);
});
