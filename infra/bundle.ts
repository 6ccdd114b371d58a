/** A function as ES modules, as Lambda, the local stack and the bench get it. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
  /** What is loaded at cold start: the entry and what it imports statically, without source maps and other files. */
  bytes: number;
}

type Outputs = Record<string, { bytes: number; imports: { path: string; kind: string }[] }>;

/** Bytes of a file and of every file that it imports statically. */
const loadedBytes = (outputs: Outputs, file: string, seen = new Set<string>()): number => {
  const output = outputs[file];
  if (!output || seen.has(file)) return 0;
  seen.add(file);
  const statically = output.imports.filter(({ kind }) => kind === 'import-statement');
  return statically.reduce((bytes, { path }) => bytes + loadedBytes(outputs, path, seen), output.bytes);
};

/**
 * Bundles a TypeScript entry, given relative to the project's root, as `index.mjs` in a folder, and what it imports
 * late (`await import`) as chunks beside it: credentials and parameters are seldom needed at cold start.
 * Throws esbuild's own error, with file and line, when it can't.
 */
export const bundle = (entry: string, folder: string): Bundle => {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    splitting: true,
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
    for (const { from, to } of filesOf[input] ?? []) cpSync(join(root, from), join(folder, to), { recursive: true });
  }
  const index = Object.keys(metafile.outputs).find((file) => file.endsWith('index.mjs')) ?? '';
  return { folder, bytes: loadedBytes(metafile.outputs, index) };
};
