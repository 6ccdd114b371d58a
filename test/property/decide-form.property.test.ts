import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeForm, longestReason, mostDaysAhead } from '../../functions/decisions/decide-form.ts';
import { longestWhat } from '../../shared/core/action/action.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { pageDocument } from '../../shared/pages/frame.ts';
import { decidePages } from '../support/decide-pages.ts';

const today = '2018-04-02';
const owners = ['ana.souza', 'martin.keller'];
const ids = new Set([...pageDocument(decidePages().open).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constant(''), fc.constant('x'.repeat(1_001)));
const day = fc.oneof(
  fc.integer({ min: -400, max: 800 }).map((days) => addDays(today, days)),
  fc.constantFrom('2018-02-30', '2018-13-01', '02.04.2018', '2018-4-2', '', '99999-01-01', 'tomorrow'),
);
const form = fc.record(
  {
    choice: fc.oneof(fc.constantFrom('acknowledge', 'assign', 'accept'), text),
    note: text,
    what: text,
    owner: fc.oneof(fc.constantFrom(...owners), text),
    due: day,
    until: day,
    reason: text,
  },
  { requiredKeys: [] },
);

test('a form is a choice that can be recorded as it is, or errors that name fields of the page', () => {
  fc.assert(
    fc.property(form, (given) => {
      const judged = judgeForm(given, { today, owners });
      if ('errors' in judged) {
        expect(judged.errors.length).toBeGreaterThan(0);
        for (const { field, problem } of judged.errors) {
          expect(ids).toContain(field);
          expect(problem).not.toBe('');
        }
        return;
      }
      const { choice } = judged;
      expect(choice.choice).toBe(given.choice);
      expect(choice.reason?.length ?? 0).toBeLessThanOrEqual(2 * longestReason);
      const last = choice.choice === 'accept' ? choice.until : choice.choice === 'assign' ? choice.due : today;
      expect(last >= today && last <= addDays(today, mostDaysAhead)).toBe(true);
      expect(new Date(last).toISOString().slice(0, 10)).toBe(last);
      if (choice.choice === 'accept') expect(choice.reason).not.toBe('');
      if (choice.choice !== 'assign') return;
      expect(owners).toContain(choice.owner);
      expect(choice.what).toMatch(/^\S(.*\S)?$/u);
      expect([...choice.what].length).toBeLessThanOrEqual(longestWhat);
    }),
    { numRuns: 2_000 },
  );
});
