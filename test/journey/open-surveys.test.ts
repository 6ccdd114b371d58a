/** A survey behind a QR code and on a kiosk, on the whole stack: opened, answered once, counted by its channel. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SurveyStanding } from '../../cli/surveys/standings.ts';
import { openPage, submitPage } from './support/links.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';

const company = `
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management] }
policy:
  company: Marlow Pumps
  dimensions: { survey: open, channel: [shop, kiosk], language: open }
surveys:
  - id: counter
    languages: [en, fr, ar]
    title: { en: Your visit, fr: Votre visite, ar: زيارتك }
    questions:
      - id: recommend
        kind: nps
        text: { en: Would you recommend us?, fr: Nous recommanderiez-vous ?, ar: هل توصي بنا؟ }
      - { id: why, kind: text, text: { en: Why?, fr: Pourquoi ?, ar: لماذا؟ } }
    consent: { en: Kept for a year., fr: Conservé un an., ar: يُحفظ لمدة عام. }
    open: { channels: [shop, kiosk] }
`;

let stack: JourneyStack;
let addresses: Record<string, string>;

beforeAll(async () => {
  stack = await startJourneyStack({ batchingSeconds: 0, byHand: true });
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  const applied = await stack.hoshin('apply', file, '--yes', '--author', 'elena', '--reason', 'a counter in Lyon');
  expect(applied).toMatchObject({ status: 0 });
  await initWasm(readFileSync('node_modules/@resvg/resvg-wasm/index_bg.wasm'));
});
afterAll(() => stack?.stop());

interface Kpi {
  total: { value: number | null; n: number };
}
/** From the day on which the journey begins to the next one, should midnight come in between. */
const [from, to] = [0, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)) as [
  string,
  string,
];
const nps = async (slice: string) =>
  (await stack.hoshinJson<Kpi>('kpi', 'nps', '--from', from, '--to', to, '--slice', slice)).total;

test('the command names an address for each channel, and draws it', async () => {
  const [survey, ...more] = await stack.hoshinJson<SurveyStanding[]>('surveys');
  expect(more).toEqual([]);
  expect(survey).toMatchObject({ id: 'counter', version: 1, ended: false, asked: { invited: 0, answered: 0 } });
  addresses = Object.fromEntries(survey?.open.map(({ channel, address }) => [channel, address]) ?? []);
  expect(Object.keys(addresses)).toEqual(['shop', 'kiosk']);
  const file = join(stack.folder, 'kiosk.svg');
  expect(await stack.hoshin('surveys', 'qr', 'counter', '--channel', 'kiosk', '--out', file)).toMatchObject({
    status: 0,
  });
  const { pixels, width, height } = new Resvg(readFileSync(file, 'utf8')).render();
  expect(decodeQR({ data: pixels, width, height })).toBe(addresses.kiosk);
  expect(await stack.hoshin('surveys', 'qr', 'counter', '--channel', 'moon')).toMatchObject({ status: 2 });
});

test('answers in two directions are counted by channel and language, each once', async () => {
  const { html } = await openPage(`${addresses.kiosk}&lang=ar`);
  expect(html).toContain('dir="rtl"');
  const token = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const form = { token, version: '1', 'q-recommend': '10', 'q-why': 'فريق لطيف' };
  const send = () => fetch(`${addresses.kiosk}&lang=ar`, { method: 'POST', body: new URLSearchParams(form) });
  expect(await (await send()).text()).toContain('شكرًا لك!');
  expect(await (await send()).text()).toContain('سبق إرسال هذه الإجابات');
  const french = await submitPage(`${addresses.shop}&lang=fr`, { 'q-recommend': '3' });
  expect(french.text).toContain('Merci');

  expect(
    await until(
      () => nps('survey=counter'),
      ({ n }) => n === 2,
    ),
  ).toMatchObject({ value: 0 });
  expect(await nps('channel=kiosk')).toMatchObject({ n: 1, value: 100 });
  expect(await nps('channel=shop')).toMatchObject({ n: 1, value: -100 });
  expect(await nps('language=ar')).toMatchObject({ n: 1, value: 100 });
});

test('what is half filled, forged, or nowhere counts nothing', async () => {
  const half = await submitPage(addresses.kiosk ?? '', { 'q-why': 'No score' });
  expect(half).toMatchObject({ status: 422 });
  expect(half.html).toContain('No score</textarea>');
  const forged = await submitPage(addresses.kiosk ?? '', { 'q-recommend': '9', token: 'a.b.c' });
  expect(forged).toMatchObject({ status: 422 });
  const nowhere = await fetch((addresses.kiosk ?? '').replace('counter', 'nowhere'), { method: 'POST', body: 'x' });
  expect(nowhere.status).toBe(415);
  // What comes after shows that nothing of it was on the queue before.
  await submitPage(addresses.kiosk ?? '', { 'q-recommend': '0' });
  await until(
    () => nps('channel=kiosk'),
    ({ n }) => n === 2,
  );
  expect(await nps('survey=counter')).toMatchObject({ n: 3 });
});
