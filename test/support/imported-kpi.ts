/** KPIs of events as the command reads them, without a stack: what an import would show once it is counted. */

import { HoshinEvent } from '../../events/event.ts';
import type { Facets } from '../../events/facets.ts';
import { personalFields, type RecordType } from '../../events/record-types.ts';
import { Policy, type PolicyInput } from '../../shared/core/config/policy.ts';
import type { Counters } from '../../shared/core/kpi.ts';
import { takeReading, typesOf } from '../../shared/core/reading.ts';
import { contributionOf } from '../../shared/core/record/contribution.ts';
import type { HoshinRecord } from '../../shared/core/record/record.ts';
import type { DraftEvent } from '../../shared/import/map-row.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';

/** As the webhook does. */
export const check = (event: DraftEvent) => HoshinEvent.parse(event);

/** What the facets hold that is counted. */
const countedOf = (data: object): object =>
  Object.fromEntries(
    Object.entries(data).map(([facet, body]) => [
      facet,
      Object.fromEntries(Object.entries(body as object).filter(([field]) => !personalFields[facet]?.includes(field))),
    ]),
  );

/** Reads a KPI over a period as the command does, from contributions that were added up by day. */
export const readKpi = (
  id: string,
  events: readonly HoshinEvent[],
  choices: PolicyInput,
  period = { from: '1990-01-01', to: '2099-12-31' },
) => {
  const policy = { ...Policy.parse(choices), version: 1 };
  const kpi = kpis.find((known) => known.id === id);
  if (!kpi) throw new Error(`no KPI ${id}`);
  const days = new Map<string, Counters>();
  for (const { type, source, subject, data } of events) {
    const record = {
      type: type.split('.')[1] as RecordType,
      ...{ namespace: source, subject, epoch: 0, revision: 1 },
      facets: countedOf(data ?? {}) as Facets[RecordType],
    } as HoshinRecord;
    const contribution = contributionOf(record, policy, tallies);
    if (!contribution) continue;
    const row = days.get(contribution.day) ?? {};
    days.set(contribution.day, row);
    for (const [name, value] of Object.entries(contribution.counters)) row[name] = (row[name] ?? 0) + value;
  }
  const rows = [...days].map(([day, counters]) => ({ day, counters })).sort((one, two) => (one.day < two.day ? -1 : 1));
  const byType = Object.fromEntries(typesOf(kpi).map((type) => [type, rows]));
  const { value, n } = takeReading(kpi, byType, period, { slice: 'total', policy, epoch: 0 });
  return { value, n };
};

export const share = (x: number, n: number) => ({ value: x / n, n });
