import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import decodeQR from 'qr/decode.js';
import { beforeAll, expect, test } from 'vitest';
import { drawQr } from '../../cli/surveys/draw-qr.ts';
import { openAddresses } from '../../cli/surveys/standings.ts';

beforeAll(() => initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'))));

test('an open survey has an address for each channel, on the stack’s own host', () => {
  const open = { channels: ['qr', 'shop floor'], frames: [] };
  expect(openAddresses('https://api.example/v1/ingest/', { id: 'after-delivery', open })).toEqual([
    { channel: 'qr', address: 'https://api.example/v1/open/after-delivery?channel=qr' },
    { channel: 'shop floor', address: 'https://api.example/v1/open/after-delivery?channel=shop+floor' },
  ]);
  expect(openAddresses('https://api.example/v1/ingest/', { id: 'after-delivery', open: undefined })).toEqual([]);
});

test('a phone reads the address out of the picture', () => {
  const address = 'https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1/open/after-delivery?channel=kiosk';
  const { pixels, width, height } = new Resvg(drawQr(address)).render();
  expect(decodeQR({ data: pixels, width, height })).toBe(address);
});
