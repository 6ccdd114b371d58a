/** Payloads that are rightly signed and make as much work as they can: what is kept of them stays small. */
import { expect, test } from 'vitest';
import { digest } from '../../shared/runtime/digest.ts';
import { adaptText } from '../../shared/sources/adapt-text.ts';
import { loadAdapter } from '../../shared/sources/load-adapter.ts';
import { packIngestMessages } from '../../shared/store/ingest-message.ts';

const source = 'the-source';

/** The rejects that come of a payload, and all that would be put on the queue. */
const rejectsOf = async (id: string, text: string, settings: object) => {
  const adapter = await loadAdapter(id);
  if (!adapter) throw new Error(`There is no adapter ${id}`);
  const by = { source, types: adapter.types, settings, fetch, now: Date.now(), digest };
  const adapted = await adaptText(adapter, text, { headers: {}, body: Buffer.from(text) }, by);
  if (adapted.kind !== 'verdicts') throw new Error(JSON.stringify(adapted));
  const rejects = adapted.verdicts.flatMap((verdict) => (verdict.accepted ? [] : [verdict.reject]));
  const head = { v: 1, source, namespace: source, receivedAt: new Date().toISOString() } as const;
  return { rejects, messages: packIngestMessages({ ...head, events: [], rejects }) };
};

const fields = { 'result.inspectedAt': 'at', 'result.inspected': 'units', 'result.rejected': 'bad' };
const map = { type: 'inspection', id: 'lot', time: 'at', fields };
const rowsOf = (row: object) =>
  JSON.stringify(Array.from({ length: 1_000 }, (_, index) => ({ lot: `L-${index}`, ...row, note: 'x'.repeat(2_800) })));

test.each([
  ['that no map can read', { at: 'yesterday', units: 40, bad: 2 }],
  ['that the contract refuses', { at: '1889-01-01T00:00:00Z', units: 40, bad: 2 }],
])('a thousand rows %s are twenty rejects and one that counts the others', async (_, row) => {
  const { rejects, messages } = await rejectsOf('json', rowsOf(row), { map });
  expect(rejects).toHaveLength(21);
  expect(rejects[0]).toMatchObject({ path: expect.stringMatching(/./), cut: true });
  expect(rejects.at(-1)).toMatchObject({ path: '', problem: expect.stringContaining('980 more') });
  expect(new Set(rejects.map((reject) => reject.digest)).size).toBe(21);
  expect(messages.length).toBeLessThan(15);
});

test('an array of more responses than a request may have is one reject', async () => {
  const { rejects } = await rejectsOf('formbricks', `[${'1,'.repeat(100_000)}1]`, {});
  expect(rejects).toMatchObject([{ path: '', problem: 'holds 100001 responses; the limit is 1000' }]);
});

test('a question whose id is as long as the payload is told in part', async () => {
  const question = `nps ${'😀'.repeat(700_000)}`;
  const response = { id: 'r', surveyId: 's', finished: true, updatedAt: '2026-03-17T19:20:31Z' };
  const payload = { event: 'responseFinished', data: { ...response, data: { [question]: 'nine' } } };
  const { rejects, messages } = await rejectsOf('formbricks', JSON.stringify(payload), {});
  expect(rejects).toMatchObject([{ path: expect.stringMatching(/^\/data\/data\/nps 😀.*…$/), cut: true }]);
  expect(messages).toHaveLength(1);
});
