/** SVG to PNG: mail clients drop SVG. The same WebAssembly runs on every processor, and reads no system fonts. */
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { readFonts, readResvg } from './assets.ts';

let ready: Promise<Uint8Array[]> | undefined;
const prepare = async (): Promise<Uint8Array[]> => {
  await initWasm(readResvg());
  return readFonts();
};

/** The picture at twice its size, RGBA: a palette would turn the red of a miss brown. */
export const rasterize = async (svg: string): Promise<Uint8Array> => {
  ready ??= prepare();
  const fontBuffers = await ready;
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontBuffers, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  const image = resvg.render();
  const png = image.asPng();
  // Neither object is collected: both live in WebAssembly's memory.
  image.free();
  resvg.free();
  return png;
};
