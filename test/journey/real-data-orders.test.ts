/** Orders of a real marketplace, from the file to the mail: counted under two policies, judged, told once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EvaluationAnswer } from '../../shared/alerts/evaluation-answer.ts';
import { hasRealData, readReal, readRealCsv, realFile } from '../support/real-data.ts';
import { apply, expectEqualRecount, importFile, mapFile, partOf, readKpi } from './support/ledger.ts';
import { shuffleRows } from './support/shuffle-rows.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';

if (!hasRealData)
  console.warn('unproven: on-time delivery of Olist orders by both rules, and the mail about March 2018');

const file = 'deliveries/olist_orders_4071.csv.gz';
const map = mapFile('olist-orders');
const always = { from: '2016-01-01', to: '2018-12-31', by: 'month' } as const;
const march = { from: '2018-03-01', to: '2018-03-31' } as const;
const settleSeconds = 15;

const policy = (rule: string) => `
policy:
  timeZone: America/Sao_Paulo
  onTime: { rule: ${rule} }
  dimensions: { source: open }`;

const company = `
sources:
  - { id: olist-orders, types: [delivery] }
  - { id: olist-shuffled, types: [delivery] }
people:
  - { id: ana, name: Ana Prado, email: ana@marketplace.example, roles: [top-management] }
  - { id: bruno, name: Bruno Reis, email: bruno@marketplace.example, roles: [top-management] }
  - { id: clara, name: Clara Dias, email: clara@marketplace.example }
  - { id: davi, name: Davi Lopes, email: davi@marketplace.example, roles: [quality-manager] }
objectives:
  - id: on-time
    title: Deliver on time
    kpi: on-time-delivery
    window: month
    target: 90 %
    direction: at-least
    owner: clara
    effective: 2017-01-01
    ladder:
      - { tell: [top-management, clara] }
      - { afterHours: 48, tell: [quality-manager] }
${policy('timestamp')}
`;

interface Order {
  promised: string;
  delivered: string;
}

/** Local times of one zone, written alike: their order as texts is their order in time. */
const readOrders = (): Order[] =>
  readRealCsv(file)
    .filter((row) => row.order_status === 'delivered' && row.order_delivered_customer_date)
    .map((row) => ({
      promised: row.order_estimated_delivery_date ?? '',
      delivered: row.order_delivered_customer_date ?? '',
    }));

const recount = (orders: Order[], precision: number): [number, number] => [
  orders.filter(({ promised, delivered }) => delivered.slice(0, precision) <= promised.slice(0, precision)).length,
  orders.length,
];
const byTimestamp = 'yyyy-MM-dd HH:mm:ss'.length;
const byDay = 'yyyy-MM-dd'.length;

/** Wilson's interval as its formula stands, in percent with one decimal. */
const wilson = (x: number, n: number): [string, string] => {
  const [p, z] = [x / n, 1.96];
  const middle = p + z ** 2 / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  const percent = (share: number) => ((100 * share) / (1 + z ** 2 / n)).toFixed(1);
  return [percent(middle - half), percent(middle + half)];
};

const recipients = (mails: Email[]) => mails.flatMap(({ to = [] }) => to.map(({ address }) => address)).sort();
/** As a reader sees it: hard spaces are spaces. */
const plain = (text: string | undefined) =>
  (text ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&nbsp;|&#160;/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe.skipIf(!hasRealData)('Olist orders', () => {
  let stack: JourneyStack;
  const orders = hasRealData ? readOrders() : [];
  const mails = () => stack.mails();
  const sweep = async () => expect(await stack.local.fireSchedule('sweep')).toMatchObject({ type: 'result' });
  const evaluate = () => stack.hoshinJson<EvaluationAnswer>('evaluate', '--as-of', '2018-04-01');

  beforeAll(async () => {
    stack = await startJourneyStack({ settleSeconds, graceSeconds: 3 });
    await apply(stack, company);
  });
  afterAll(() => stack?.stop());

  test('are imported without a mail, though years of misses go by', async () => {
    const report = await importFile(stack, realFile(file), map, 'olist-orders');
    expect(report).toMatchObject({ read: 4071, filtered: 4071 - 3964, accepted: 3964, stored: 3964, rejected: 0 });
    await sleep(settleSeconds * 1000 + 2_000);
    await sweep();
    const { outcomes } = await stack.hoshinJson<EvaluationAnswer>('evaluate');
    expect(outcomes).toMatchObject([{ outcome: 'judged', state: 'insufficient', told: [] }]);
    await sleep(2_000);
    expect(await mails()).toEqual([]);
  });

  test('are on time 3,643 of 3,964 by timestamp; of those due in March 2018, 265 of 333', async () => {
    const { policy, epoch, total, rows } = await readKpi(stack, 'on-time-delivery', always);
    expect({ policy, epoch }).toEqual({ policy: 1, epoch: 0 });
    expect(partOf(total)).toEqual(recount(orders, byTimestamp));
    expect(partOf(total)).toEqual([3643, 3964]);
    for (const row of rows) {
      const due = orders.filter(({ promised }) => promised.slice(0, 7) === row.from.slice(0, 7));
      expect(row.n === 0 ? [0, 0] : partOf(row)).toEqual(recount(due, byTimestamp));
    }
    const inMarch = await readKpi(stack, 'on-time-delivery', march);
    expect(partOf(inMarch.total)).toEqual([265, 333]);
  });

  test('miss 90 % in March 2018: each person of the first step has one mail that says how much', async () => {
    const { outcomes } = await evaluate();
    expect(outcomes).toMatchObject([{ outcome: 'judged', objective: 'on-time', state: 'missed', moved: true }]);
    const sent = await until(mails, ({ length }) => length >= 3);
    expect(recipients(sent)).toEqual([
      'ana@marketplace.example',
      'bruno@marketplace.example',
      'clara@marketplace.example',
    ]);

    const inMarch = orders.filter(({ promised }) => promised.startsWith('2018-03'));
    const [low, high] = wilson(...recount(inMarch, byTimestamp));
    expect([low, high]).toEqual(['74.9', '83.6']);
    for (const { subject, text, html, attachments } of sent) {
      expect(plain(subject)).toContain('79.6 %');
      for (const alternative of [plain(text), plain(html)])
        for (const figure of ['79.6 %', '90 %', '333', `${low} – ${high} %`, 'March 2018'])
          expect(alternative).toContain(figure);
      expect(attachments.length).toBeGreaterThan(0);
      for (const { mimeType, disposition, contentId = '' } of attachments) {
        expect([mimeType, disposition]).toEqual(['image/png', 'inline']);
        expect(html).toContain(`cid:${contentId.replaceAll(/[<>]/g, '')}`);
      }
    }
    // The control chart has something to say as well, to the owner alone, in the same mail.
    const changed = sent.filter(({ text }) => text?.includes('The process changed around 12 March 2018'));
    expect(recipients(changed)).toEqual(['clara@marketplace.example']);
  });

  test('are not told of again by a second evaluation, nor by sweeps', async () => {
    const { outcomes } = await evaluate();
    expect(outcomes).toMatchObject([{ state: 'missed', moved: false, told: [] }]);
    await sweep();
    await sleep(3_000);
    await sweep();
    expect(await mails()).toHaveLength(3);
  });

  test('change nothing when they are imported again, in the order of the file or in another', async () => {
    const before = await readKpi(stack, 'on-time-delivery', always);
    const shuffled = join(stack.folder, 'shuffled.csv');
    writeFileSync(shuffled, shuffleRows(readReal(file), 1));
    for (const again of [realFile(file), shuffled]) {
      const report = await importFile(stack, again, map, 'olist-orders');
      expect(report).toMatchObject({ accepted: 3964, stored: 0, unchanged: 3964, refused: 0 });
      expect(await readKpi(stack, 'on-time-delivery', always)).toEqual(before);
    }
    // To a source that never saw them the order is new as well.
    expect(await importFile(stack, shuffled, map, 'olist-shuffled')).toMatchObject({ stored: 3964 });
    const read = (source: string) => readKpi(stack, 'on-time-delivery', { ...always, slice: `source=${source}` });
    expect({ ...(await read('olist-shuffled')), slice: '' }).toEqual({ ...(await read('olist-orders')), slice: '' });
    const slice = await read('olist-orders');
    expect([slice.rows, slice.total]).toEqual([before.rows, before.total]);
  });

  test('are on time 3,691 of 3,964 by calendar day, once a rebuild has counted them anew', async () => {
    const slice = 'source=olist-orders';
    await apply(stack, policy('calendar-day'));
    const { policy: meanwhile } = await readKpi(stack, 'on-time-delivery', { ...always, slice });
    expect(meanwhile).toBe(1);
    await stack.hoshinJson('rebuild', '--wait');
    const { total, ...versions } = await readKpi(stack, 'on-time-delivery', { ...always, slice });
    expect(versions).toMatchObject({ policy: 2, epoch: 1 });
    expect(partOf(total)).toEqual(recount(orders, byDay));
    expect(partOf(total)).toEqual([3691, 3964]);
    await expectEqualRecount(stack, 2 * 3964);
  });
});
