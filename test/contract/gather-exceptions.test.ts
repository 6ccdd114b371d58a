/** The records behind a move: found in a window of any size, by looking at so many of them and no more. */
import { expect, test } from 'vitest';
import { gatherExceptions } from '../../shared/alerts/gather-exceptions.ts';
import type { Reading } from '../../shared/core/config/objective.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { putException } from '../support/board.ts';
import { useCompanyBoard } from '../support/company-board.ts';

const board = useCompanyBoard(60_000);

const kpi = kpis.find(({ id }) => id === 'on-time-delivery');
if (!kpi) throw new Error('no such KPI');
const reading = { epoch: 0, from: '2018-03-01', to: '2018-03-31', slice: 'carrier=swift' } as Reading;

test('those of a slice are found among others, and the search ends where too many others lie', async () => {
  for (const [index, slice] of ['carrier=other', 'carrier=other', 'carrier=swift', 'carrier=swift'].entries())
    await putException(board, `ORD-${index}`, {
      ...{ reason: 'late', day: `2018-03-0${index + 1}`, lateDays: 1, lateMinutes: 1_440 },
      slices: ['total', slice],
    });
  const found = async (limits?: { kept: number; looked: number }) => {
    const { items, cut } = await gatherExceptions(board, kpi, reading, limits);
    return { subjects: items.map(({ subject }) => subject), cut };
  };
  expect(await found()).toEqual({ subjects: ['ORD-2', 'ORD-3'], cut: false });
  expect(await found({ kept: 2, looked: 4 })).toEqual({ subjects: ['ORD-2', 'ORD-3'], cut: false });
  expect(await found({ kept: 1, looked: 4 })).toEqual({ subjects: ['ORD-2'], cut: true });
  expect(await found({ kept: 2, looked: 3 })).toEqual({ subjects: ['ORD-2'], cut: true });
});
