/** Median age of the open complaints: days since received, up to the last day of the window. */

import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureQuantile } from '../../core/measures.ts';
import { daysBetween } from '../../core/time/calendar.ts';
import { complaints } from '../tallies/complaints.ts';

export const kpi: Kpi = {
  id: 'open-complaints-age',
  title: 'Age of open complaints, median',
  definition: "Median of the days since receipt, up to the window's last day, of the complaints that are still open.",
  unit: 'days',
  better: 'lower',
  counts: 'open complaints',
  tallies: [complaints],
  examples: ['open'],
  ripens: true,
  read(rows) {
    const ages = rows
      .days(complaints)
      .map(({ day, counters }) => ({ value: daysBetween(day, rows.to), count: counters.o ?? 0 }))
      .filter(({ count }) => count > 0);
    return measureQuantile(ages, 0.5);
  },
  chosen: () => '',
};

export const workedExamples: KpiExample[] = [
  {
    says: 'of 1, 4 and 29 days the median is 4; a resolved one has no age',
    to: '2026-03-31',
    complaints: [
      { received: { receivedAt: '2026-03-30T10:00:00Z' } },
      { received: { receivedAt: '2026-03-27T10:00:00Z' } },
      { received: { receivedAt: '2026-03-02T10:00:00Z' } },
      {
        received: { receivedAt: '2026-03-01T10:00:00Z' },
        handling: { state: 'resolved', resolvedAt: '2026-03-02T12:00:00Z' },
      },
    ],
    expect: { value: 4, n: 3, interval: null },
  },
];
