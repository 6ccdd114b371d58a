/** One ES module a function, as Lambda, the local stack and the bench get it. */
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Bundled CommonJS packages call `require`, which an ES module doesn't have. */
const banner = "import{createRequire as hoshinRequire}from'node:module';const require=hoshinRequire(import.meta.url);";

/** Files that a module reads from beside the bundle: they go where the module goes. */
const filesOf: Record<string, { from: string; to: string }[]> = {
  'shared/charts/assets.ts': [
    { from: 'shared/charts/fonts', to: 'fonts' },
    { from: 'node_modules/@resvg/resvg-wasm/index_bg.wasm', to: 'index_bg.wasm' },
  ],
};

export interface Bundle {
  /** The folder to upload. */
  folder: string;
  /** The module's size, without its source map and the files beside it. */
  bytes: number;
}

/**
 * Bundles a TypeScript entry, given relative to the project's root, as `index.mjs` in a folder.
 * Throws esbuild's own error, with file and line, when it can't.
 */
export const bundle = (entry: string, folder: string): Bundle => {
  const outfile = join(folder, 'index.mjs');
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // The packages' ES modules first: esbuild can leave out what nobody calls.
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: banner },
    metafile: true,
    logLevel: 'warning',
  });
  for (const input of Object.keys(metafile.inputs)) {
    for (const { from, to } of filesOf[input] ?? [])
      cpSync(join(root, from), join(dirname(outfile), to), { recursive: true });
  }
  const output = Object.entries(metafile.outputs).find(([file]) => file.endsWith('.mjs'));
  return { folder, bytes: output?.[1].bytes ?? 0 };
};
