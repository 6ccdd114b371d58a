import { expect, test } from 'vitest';
import { readActForm } from '../../functions/decisions/act-form.ts';
import type { ActionEvent } from '../../shared/core/action/action.ts';
import { assigned } from '../support/actions.ts';

const entry = (cause: string): ActionEvent => {
  const after = assigned({ cause });
  return { action: after.id, version: 1, reason: 'updated', at: after.createdAt, after, told: [], notices: [] };
};

test.each([
  ['line ends of another system', 'One driver.\r\nNo second carrier.', 'One driver.\nNo second carrier.'],
  ['a bell', 'One\u0007 driver', 'One driver'],
  ['a direction override', 'One \u202edriver', 'One driver'],
])('%s in what the command wrote are no change when the form comes back', (_, written, shown) => {
  expect(readActForm({ version: '1', cause: shown }, [entry(written)])?.fields).toEqual({});
});

test('what somebody changed is a change, also where they empty it', () => {
  expect(readActForm({ version: '1', cause: 'Snow' }, [entry('Rain')])?.fields).toEqual({ cause: 'Snow' });
  expect(readActForm({ version: '1', cause: '' }, [entry('Rain')])?.fields).toEqual({ cause: '' });
});
