/** Silence by cadence, against a real DynamoDB engine: when sources spoke, and what becomes of what they feed. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { evaluateObjectives } from '../../shared/alerts/evaluate-objectives.ts';
import { expectedSources } from '../../shared/alerts/expected-sources.ts';
import type { Transition } from '../../shared/core/alert/transition.ts';
import { Source } from '../../shared/core/config/source.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { readConfig } from '../../shared/store/config.ts';
import { markSpoken, readSpoken, spokenMarker } from '../../shared/store/spoken.ts';
import { itemsOf, putConfig, putDeliveries, putObjective } from '../support/board.ts';
import { useCompanyBoard } from '../support/company-board.ts';

const board = useCompanyBoard();

describe('when a source last spoke', () => {
  test('is the latest instant, whatever comes last', async () => {
    await markSpoken(board, 'erp', '2026-11-21T10:00:00.000Z');
    await markSpoken(board, 'erp', '2026-11-21T09:00:00.000Z');
    await markSpoken(board, 'crm', '2026-11-20T10:00:00.000Z');
    expect([...(await readSpoken(board))]).toEqual([
      ['crm', '2026-11-20T10:00:00.000Z'],
      ['erp', '2026-11-21T10:00:00.000Z'],
    ]);
  });

  test('is written once a minute at most, by source', async () => {
    const send = vi.spyOn(board.client, 'send');
    const mark = spokenMarker(board);
    await Promise.all(['00', '01', '59'].map((second) => mark('erp', `2026-11-21T10:00:${second}.000Z`)));
    await mark('crm', '2026-11-21T10:00:02.000Z');
    expect(send).toHaveBeenCalledTimes(2);
    await mark('erp', '2026-11-21T10:01:00.000Z');
    expect(send).toHaveBeenCalledTimes(3);
    send.mockRestore();
    expect((await readSpoken(board)).get('erp')).toBe('2026-11-21T10:01:00.000Z');
  });

  test('is tried again after a fault', async () => {
    const mark = spokenMarker({ ...board, name: 'no-such-table' });
    await expect(mark('erp', '2026-11-21T10:00:00.000Z')).rejects.toThrow();
    await expect(mark('erp', '2026-11-21T10:00:01.000Z')).rejects.toThrow();
  });
});

// A Saturday noon in Sao Paulo.
const now = Date.parse('2026-11-21T15:00:00Z');
const evaluate = (at = now, asOf?: string) =>
  evaluateObjectives(board, { kpis, tallies }, { now: at, ...(asOf && { asOf, waits: false }) });
const lastEvidence = async () => (await itemsOf<Transition>(board, 'transition#on-time')).at(-1)?.evidence;
const putSource = (given: object, version: number, createdAt = '2026-11-01T00:00:00.000Z') =>
  putConfig(board, 'source', Source.parse({ id: 'erp', types: ['delivery'], ...given }), { version, createdAt });

describe('an objective whose source owes data', () => {
  beforeEach(async () => {
    await putObjective(board);
    await putDeliveries(board, '2026-11-10', 200, 190);
    await putSource({ cadenceHours: 24 }, 2);
  });

  test('is silent although its window holds data, and says who is quiet since when; then it speaks again', async () => {
    await markSpoken(board, 'erp', '2026-11-20T15:00:00.000Z');
    expect((await evaluate()).outcomes).toMatchObject([{ state: 'met', told: [] }]);
    expect((await evaluate(now + 1_000)).outcomes).toMatchObject([
      { state: 'silent', reason: 'source-silent', told: ['olga'], reading: { n: 200 } },
    ]);
    expect(await lastEvidence()).toMatchObject({
      sinceDay: '2026-11-20',
      silentSources: [{ source: 'erp', lastSeen: '2026-11-20T15:00:00.000Z', cadenceHours: 24 }],
    });
    expect((await evaluate(now + 2_000)).outcomes).toMatchObject([{ state: 'silent', moved: false, told: [] }]);
    await markSpoken(board, 'erp', '2026-11-21T15:00:02.000Z');
    expect((await evaluate(now + 3_000)).outcomes).toMatchObject([
      { state: 'met', reason: 'source-speaks', told: ['olga'] },
    ]);
  });

  test('is silent too where its source never spoke since it was given a cadence', async () => {
    expect((await evaluate(Date.parse('2026-11-02T00:00:00Z'))).outcomes).toMatchObject([{ state: 'insufficient' }]);
    expect((await evaluate()).outcomes).toMatchObject([{ state: 'silent' }]);
    const evidence = await lastEvidence();
    expect(evidence?.silentSources).toEqual([{ source: 'erp', cadenceHours: 24 }]);
    expect(evidence?.sinceDay).toBeUndefined();
  });

  test('is not silent while a planned shutdown names the source', async () => {
    await putConfig(board, 'silence', { id: 'move', sources: ['erp'], from: '2026-11-01', until: '2026-11-30' });
    expect((await evaluate()).outcomes).toMatchObject([{ state: 'met' }]);
  });

  test('is judged as of a past day by what is known of that day', async () => {
    expect((await evaluate(now, '2026-11-12')).outcomes).toMatchObject([{ state: 'met' }]);
  });

  test('is not silent for another source that does not feed it', async () => {
    await markSpoken(board, 'erp', '2026-11-21T14:00:00.000Z');
    await putConfig(board, 'source', Source.parse({ id: 'crm', types: ['complaint'], cadenceHours: 1 }));
    expect((await evaluate()).outcomes).toMatchObject([{ state: 'met' }]);
    await putConfig(board, 'source', Source.parse({ id: 'graz', types: ['delivery'], cadenceHours: 1 }));
    expect((await evaluate()).outcomes).toMatchObject([{ state: 'silent' }]);
    await putObjective(board, { slice: { source: 'erp' } }, 2);
    expect((await evaluate()).outcomes).toMatchObject([{ verdict: 'insufficient' }]);
  });
});

test('a feed without rows is not silent as long as its source keeps to its cadence', async () => {
  await putObjective(board);
  for (let day = 1; day <= 31; day++) await putDeliveries(board, `2026-10-${String(day).padStart(2, '0')}`, 10, 10);
  expect((await evaluate()).outcomes).toMatchObject([{ state: 'silent' }]);
  await putSource({ cadenceHours: 24 }, 2);
  await markSpoken(board, 'erp', '2026-11-21T14:00:00.000Z');
  expect((await evaluate()).outcomes).toMatchObject([{ verdict: 'insufficient' }]);
});

test('a source is held to its cadence since it was given one without a break', async () => {
  const since = async (today = '2026-11-21') =>
    expectedSources(await readConfig<Source>(board, 'source'), new Map(), today, 'UTC').map(({ expectedSince }) =>
      new Date(expectedSince).toISOString(),
    );
  await putSource({ cadenceHours: 24 }, 2, '2026-11-02T00:00:00.000Z');
  await putSource({}, 3, '2026-11-03T00:00:00.000Z');
  await putSource({ cadenceHours: 24 }, 4, '2026-11-04T00:00:00.000Z');
  await putSource({ cadenceHours: 8 }, 5, '2026-11-05T00:00:00.000Z');
  expect(await since()).toEqual(['2026-11-04T00:00:00.000Z']);
  const later = Source.parse({ id: 'erp', types: ['delivery'], cadenceHours: 8 });
  await putConfig(board, 'source', later, {
    version: 6,
    createdAt: '2026-11-06T00:00:00.000Z',
    effectiveFrom: '2027-01-01',
  });
  expect(await since()).toEqual(['2026-11-04T00:00:00.000Z']);
});
