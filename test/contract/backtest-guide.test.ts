/** The guide to back-tests shows what the command prints about the marketplace's orders. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPlan } from '../../cli/backtest/read-plan.ts';
import { formatBacktest } from '../../cli/backtest/report.ts';
import { runBacktest } from '../../cli/backtest/run-backtest.ts';
import { Person } from '../../shared/core/config/person.ts';
import { instantAt } from '../../shared/core/time/calendar.ts';
import { hasRealData, readRealCsv } from '../support/real-data.ts';
import { deliveryOf, policyOf } from '../support/records.ts';
import { dayRowsOf, fold } from './kpi-rows.ts';

const zone = 'America/Sao_Paulo';
const guide = readFileSync(new URL('../../docs/backtest.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language, text = '']) => ({ language, text }));
const objectives = blocks.find(({ language }) => language === 'yaml')?.text ?? '';
const shown = blocks.find(({ text }) => text.startsWith('on-time-28-days:'))?.text ?? '';

const instant = (wall = '') => new Date(instantAt(wall.replace(' ', 'T'), zone)).toISOString();

describe.skipIf(!hasRealData)('the guide', () => {
  const policy = policyOf({ timeZone: zone, onTime: { rule: 'timestamp' } });
  const orders = hasRealData
    ? readRealCsv('deliveries/olist_orders_4071.csv.gz')
        .filter((row) => row.order_status === 'delivered' && row.order_delivered_customer_date)
        .map((row) =>
          deliveryOf({
            promise: { first: instant(row.order_estimated_delivery_date) },
            progress: { state: 'delivered', deliveredAt: instant(row.order_delivered_customer_date) },
          }),
        )
    : [];
  const rows = dayRowsOf(fold(orders, policy));
  const people = [
    { id: 'ceo', name: 'Ana', email: 'ana@example.org', roles: ['top-management'] },
    { id: 'logistics', name: 'Rui', email: 'rui@example.org' },
  ].map((person) => Person.parse(person));
  const setting = { objectives: [], people, sources: [], silences: [], policy, epoch: 0, frozen: false };
  const span = { from: '2017-03-01', to: '2018-08-31' };
  const testFile = (text: string) =>
    runBacktest(async () => rows, readPlan({ file: 'targets.yaml', text }, setting), span);

  test('shows the report word for word', async () => {
    expect(formatBacktest(await testFile(objectives), [])).toContain(shown.trimEnd());
    expect(shown).not.toBe('');
  });

  test('tells rightly how many alerts the month to date would have raised instead', async () => {
    const { results } = await testFile(objectives.replace('{ days: 28 }', 'month'));
    expect(results[0]?.totals).toMatchObject({ alerts: 11, proven: 4 });
    expect(guide).toContain('11 alerts instead of 6 (four with a proven miss)');
  });
});
