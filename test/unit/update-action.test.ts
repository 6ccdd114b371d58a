import { describe, expect, test } from 'vitest';
import { type Action, longestText } from '../../shared/core/action/action.ts';
import { type ActionUpdate, applyUpdate } from '../../shared/core/action/update-action.ts';
import { assigned, doneOn } from '../support/actions.ts';

const at = '2026-03-10T12:00:00.000Z';
const update = (given: Partial<ActionUpdate>, by = 'piotr'): ActionUpdate => ({
  ...{ by, at, today: '2026-03-10', topManagement: by === 'ceo' || by === 'coo' },
  ...given,
});
const apply = (action: Action, given: Partial<ActionUpdate>, by?: string) =>
  applyUpdate(action, update(given, by), ['ceo', 'coo']);
const why = { cause: 'One driver a night', correctiveAction: 'Two carriers share the run' };

describe('what is written about an action', () => {
  test('is kept as it was written, without the white space around it, and nobody is told', () => {
    expect(apply(assigned(), { cause: ' Why? Because.\nWhy? Because. \n' })).toMatchObject({
      outcome: 'updated',
      reason: 'updated',
      tell: [],
      action: { cause: 'Why? Because.\nWhy? Because.', version: 2, state: 'open' },
    });
  });

  test('stays where an update says nothing of it, and goes where it is emptied', () => {
    const written = assigned({ cause: 'a', correction: 'b' });
    const updated = apply(written, { correction: '  ' });
    expect(updated).toMatchObject({ outcome: 'updated', action: { cause: 'a' } });
    expect('action' in updated && updated.action).not.toHaveProperty('correction');
  });

  test('is no new version where it says the same', () => {
    const written = assigned({ cause: 'a' });
    expect(apply(written, { cause: ' a ' })).toEqual({ outcome: 'unchanged', action: written });
    expect(apply(written, {})).toEqual({ outcome: 'unchanged', action: written });
  });

  test('too much is refused by field', () => {
    const long = 'x'.repeat(longestText + 1);
    expect(apply(assigned(), { cause: long, correction: 'b' })).toEqual({
      outcome: 'refused',
      problems: { cause: 'At most 4000 characters; these are 4001.' },
    });
  });

  test('is not taken once it was found effective', () => {
    expect(apply({ ...doneOn('2026-03-09'), state: 'effective' }, { cause: 'x' })).toEqual({ outcome: 'closed' });
  });
});

describe('done', () => {
  test('needs a cause and a corrective action, and says which is missing', () => {
    expect(apply(assigned(), { done: true, correction: 'sent again' })).toEqual({
      outcome: 'refused',
      problems: {
        cause: 'Say why it happened before you mark it done.',
        correctiveAction: 'Say what keeps it from happening again before you mark it done.',
      },
    });
  });

  test('takes what was written before, and what is written with it', () => {
    const { cause, correctiveAction } = why;
    expect(apply(assigned({ cause }), { correctiveAction, done: true })).toMatchObject({
      outcome: 'updated',
      reason: 'marked-done',
      action: { state: 'done', done: { by: 'piotr', at, day: '2026-03-10' } },
    });
  });

  test('twice is refused; but what was written may be made better', () => {
    const done = doneOn('2026-03-09');
    expect(apply(done, { done: true })).toMatchObject({ outcome: 'refused', problems: { done: expect.any(String) } });
    expect(apply(done, { cause: 'Better said' })).toMatchObject({
      outcome: 'updated',
      reason: 'updated',
      action: { state: 'done', done: done.done },
    });
  });
});

describe('another owner, another due day', () => {
  test('both owners are told, whoever hands it over', () => {
    expect(apply(assigned(), { owner: 'amina' }, 'ceo')).toMatchObject({
      reason: 'reassigned',
      tell: ['amina', 'piotr'],
      action: { owner: 'amina', due: '2026-03-16' },
    });
    expect(apply(assigned(), { owner: 'amina' }, 'amina')).toMatchObject({ tell: ['amina', 'piotr'] });
  });

  test('a later day begins a new term: the ladder of the old one is over', () => {
    const overdueFrom = '2026-03-09T09:00:00.000Z';
    const late = assigned({ due: '2026-03-08', overdueFrom, toldAt: overdueFrom, remindedAt: overdueFrom, climbed: 1 });
    const updated = apply(late, { due: '2026-03-20' }, 'ceo');
    expect(updated).toMatchObject({
      reason: 'reassigned',
      tell: ['piotr'],
      action: { due: '2026-03-20', openedOn: '2026-03-10', climbed: 0 },
    });
    for (const gone of ['overdueFrom', 'toldAt', 'remindedAt'])
      expect('action' in updated && updated.action).not.toHaveProperty(gone);
  });

  test('a day that has passed, and a done action, are refused', () => {
    expect(apply(assigned(), { due: '2026-03-09' }, 'ceo')).toMatchObject({
      problems: { due: 'This day has passed.' },
    });
    for (const due of ['2036-03-11', '9999-12-31'])
      expect(apply(assigned(), { due }, 'ceo')).toMatchObject({
        problems: { due: 'This day is more than ten years ahead.' },
      });
    expect(apply(assigned(), { due: '2036-03-10' }, 'ceo')).toMatchObject({ outcome: 'updated' });
    expect(apply(doneOn('2026-03-09'), { owner: 'amina', due: '2026-03-30' }, 'ceo')).toMatchObject({
      problems: { owner: expect.stringContaining('marked done'), due: expect.stringContaining('marked done') },
    });
  });

  test('the same owner and day again are no change', () => {
    expect(apply(assigned(), { owner: 'piotr', due: '2026-03-16' }, 'ceo').outcome).toBe('unchanged');
  });
});

describe('resources', () => {
  test('that are asked for are told to top management, but not to whoever asks', () => {
    expect(apply(assigned(), { resourcesAsked: 'A second van' })).toMatchObject({
      reason: 'resources-asked',
      tell: ['ceo', 'coo'],
      action: { told: ['piotr', 'ceo', 'coo'] },
    });
    expect(apply(assigned(), { resourcesAsked: 'A second van' }, 'ceo')).toMatchObject({ tell: ['coo'] });
  });

  test('asked for together with done are told too', () => {
    expect(apply(assigned(), { ...why, resourcesAsked: 'A second van', done: true })).toMatchObject({
      reason: 'marked-done',
      tell: ['ceo', 'coo'],
    });
  });

  test('no longer asked for: nobody is told', () => {
    expect(apply(assigned({ resourcesAsked: 'A van' }), { resourcesAsked: '' })).toMatchObject({
      reason: 'updated',
      tell: [],
    });
  });

  test('are granted by top management alone, and the owner is told', () => {
    expect(apply(assigned(), { resourcesGranted: 'The van' }, 'ceo')).toMatchObject({
      reason: 'resources-granted',
      tell: ['piotr'],
      action: { resourcesGranted: { what: 'The van', by: 'ceo', at } },
    });
    expect(apply(assigned(), { resourcesGranted: 'The van' })).toEqual({
      outcome: 'refused',
      problems: { resourcesGranted: 'Only top management grants resources.' },
    });
  });

  test('granted before stay as they were granted', () => {
    const granted = assigned({ resourcesGranted: { what: 'The van', by: 'coo', at: '2026-03-05T09:00:00.000Z' } });
    expect(apply(granted, { resourcesGranted: 'The van' }, 'ceo').outcome).toBe('unchanged');
    expect(apply(granted, { resourcesGranted: '' }, 'piotr').outcome).toBe('unchanged');
  });
});
