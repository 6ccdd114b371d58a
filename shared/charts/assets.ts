/** The fonts and the rasteriser's WebAssembly: read from beside the bundle on Lambda, from where npm put them elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (url: URL): Uint8Array => readFileSync(url);

/** Lambda has no fonts, so the charts bring theirs: Inter, cut down to Latin. */
export const readFonts = (): Uint8Array[] =>
  ['inter-regular', 'inter-semibold'].map((font) => read(new URL(`./fonts/${font}.ttf`, import.meta.url)));

export const readResvg = (): Uint8Array => {
  const beside = new URL('./index_bg.wasm', import.meta.url);
  if (existsSync(fileURLToPath(beside))) return read(beside);
  return read(new URL('../../node_modules/@resvg/resvg-wasm/index_bg.wasm', import.meta.url));
};
