/** What the page of an action can look like, for tests in a browser and for pictures. */
import type { ActSituation } from '../../functions/decisions/act-situation.ts';
import { type Answered, actPage } from '../../functions/decisions/act-view.ts';
import type { Action, ActionEvent, ActionReason } from '../../shared/core/action/action.ts';
import type { Person } from '../../shared/core/config/person.ts';
import { defaultPolicy } from '../../shared/core/config/policy-in-force.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { eventOf } from './action-events.ts';
import { assigned } from './actions.ts';
import { factsOf, onTime90 } from './judgement.ts';

const people: Person[] = [
  { id: 'piotr', name: 'Piotr Zielinski', email: 'piotr@marlow.example', roles: [], digest: {} },
  { id: 'elena', name: 'Elena Marlow', email: 'elena@marlow.example', roles: ['top-management'], digest: {} },
  { id: 'jonas', name: 'Jonas Berg', email: 'jonas@marlow.example', roles: ['top-management'], digest: {} },
];
const kpi = kpis.find(({ id }) => id === 'on-time-delivery');
if (!kpi) throw new Error('the KPI is gone');

const weeks = [0.93, 0.92, 0.88, 0.81, 0.79, 0.8, 0.78, 0.82, 0.9, 0.94, null].map((value, week) => {
  const from = addDays('2026-01-19', week * 7);
  const interval: [number, number] | null = value === null ? null : [value - 0.06, Math.min(1, value + 0.05)];
  return { from, to: addDays(from, 6), value, n: value === null ? 0 : 120, interval, missed: (value ?? 1) < 0.82 };
});

const entry = (version: number, reason: ActionReason, at: string, given: Partial<ActionEvent> = {}): ActionEvent => ({
  ...{ action: 'A-12', version, reason, at, told: [], notices: [], after: assigned() },
  ...given,
});
const history = [
  entry(1, 'assigned', '2026-03-02T09:00:00.000Z', { by: 'elena', told: ['piotr'] }),
  entry(2, 'resources-asked', '2026-03-10T09:12:00.000Z', { by: 'piotr', told: ['elena', 'jonas'] }),
  entry(3, 'resources-granted', '2026-03-11T08:00:00.000Z', { by: 'elena', told: ['piotr'] }),
  entry(4, 'overdue', '2026-03-17T08:00:00.000Z', { told: ['piotr'] }),
];

const action = assigned({ assignedBy: 'elena' });
const { after: effective } = eventOf('found-effective');
const done: Action = { ...effective, state: 'done' };
const written = { fields: { cause: 'One driver' }, typed: { cause: 'One driver', correction: '' }, missed: [] };
const since = { ...factsOf('met', '2026-03-30').reading, from: '2026-03-19' };

const situation = (today: string, given: Partial<ActSituation>): ActSituation => ({
  ...{ person: people[0] as Person, action, history: history.slice(0, 1), weeks, zone: 'Europe/Paris' },
  measured: { objective: { ...onTime90, title: 'On-time delivery Lyon' }, kpi },
  setting: {
    ...{ today, people, objectives: [], sources: [], silences: [], expected: [], epoch: 0, frozen: false },
    policy: { ...defaultPolicy, company: 'Marlow Pumps', timeZone: 'Europe/Paris' },
  },
  ...given,
});
const page = (today: string, given: Partial<ActSituation>, answered: Answered = { kind: 'nothing' }) =>
  actPage(situation(today, given), answered);

/** Each kind of the page, by name. */
export const actPages = {
  open: page('2026-03-12', {}),
  refused: page(
    '2026-03-18',
    {},
    {
      kind: 'refused',
      written,
      errors: [
        { field: 'corrective-action', problem: 'Say what keeps it from happening again before you mark it done.' },
      ],
    },
  ),
  stale: page(
    '2026-03-12',
    { action: { ...action, cause: 'Snow', version: 2 } },
    { kind: 'stale', written: { ...written, missed: history.slice(1, 2) }, missed: history.slice(1, 2) },
  ),
  done: page(
    '2026-03-31',
    { person: people[1] as Person, action: done, history, since },
    { kind: 'recorded', action: done, told: ['piotr'] },
  ),
  effective: page('2026-04-16', {
    action: effective,
    history: [
      ...history,
      entry(5, 'found-effective', '2026-04-16T06:00:00.000Z', { told: ['piotr', 'elena', 'jonas'] }),
    ],
  }),
};
