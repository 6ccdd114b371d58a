/** An action of March 2026 and the facts of a day, for tests of how actions are followed. */
import { type Action, openAction } from '../../shared/core/action/action.ts';
import type { ActionFacts } from '../../shared/core/action/follow-action.ts';
import type { AlertState } from '../../shared/core/config/objective.ts';
import type { WorkingTime } from '../../shared/core/time/business-hours.ts';
import { addDays, type Day } from '../../shared/core/time/calendar.ts';
import { factsOf, onTime90 } from './judgement.ts';

/** Monday to Friday, nine to five, in Berlin. */
export const officeHours: WorkingTime = {
  timeZone: 'Europe/Berlin',
  businessHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', holidays: { years: {} } },
};

/** Assigned on Monday 2 March 2026, due on Monday 16 March. */
export const assigned = (given: Partial<Action> = {}): Action => ({
  ...openAction(12, {
    objective: 'on-time',
    what: 'Second carrier for the night run',
    owner: 'piotr',
    by: 'ceo',
    due: '2026-03-16',
    at: '2026-03-02T09:00:00.000Z',
    today: '2026-03-02',
  }),
  ...given,
});

/** Done on a day, with a cause and a corrective action. */
export const doneOn = (day: Day, given: Partial<Action> = {}): Action =>
  assigned({
    state: 'done',
    done: { by: 'piotr', at: `${day}T12:00:00.000Z`, day },
    cause: 'One driver a night',
    correctiveAction: 'Two carriers share the run',
    version: 2,
    ...given,
  });

export const stepsOfTest: ActionFacts['steps'] = [{ afterHours: 24, tell: ['ceo', 'coo'] }];

/** A verdict on the days up to one, as the reading over them would give. */
export const effectOn = (verdict: AlertState, to: Day): NonNullable<ActionFacts['effect']> => ({
  reading: factsOf(verdict, to).reading,
  silent: verdict === 'silent',
});

/** The facts at an instant, of which the hours are those of UTC. */
export const factsAt = (at: string, given: Partial<ActionFacts> = {}): ActionFacts => ({
  at: at.length === 10 ? `${at}T10:00:00.000Z` : at,
  today: at.slice(0, 10),
  objective: onTime90,
  steps: stepsOfTest,
  topManagement: ['ceo', 'coo'],
  policy: { timeZone: 'UTC' },
  ...given,
});

/** The facts of a day after the one on which it was done, on which the days so far get a verdict. */
export const factsAfter = (done: Day, days: number, verdict: AlertState): ActionFacts =>
  factsAt(addDays(done, days), { effect: effectOn(verdict, addDays(done, days - 1)) });
