import { expect, test } from 'vitest';
import { runParts } from '../../functions/sweep/sweep.ts';

test('a part that fails is told, and never stops the next', async () => {
  const done: string[] = [];
  const fault = new Error('no table');
  const failures = await runParts([
    { name: 'evaluate', run: () => Promise.reject(fault) },
    {
      name: 'outbox',
      run: async () => {
        done.push('outbox');
      },
    },
  ]);
  expect(done).toEqual(['outbox']);
  expect(failures).toEqual([{ part: 'evaluate', error: fault }]);
});
