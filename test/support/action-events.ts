/** Entries of an action's history as people are told of them, for tests and for pictures of the mails. */
import type { ActionEvent, ActionReason } from '../../shared/core/action/action.ts';
import type { EvidenceReading } from '../../shared/core/alert/evidence.ts';
import { assigned } from './actions.ts';

const reading = (
  value: number,
  n: number,
  interval: [number, number],
  to: string,
  from = '2026-03-19',
): EvidenceReading => ({
  ...{ kpi: 'on-time-delivery', slice: 'site=Lyon', from, to, value, n, interval },
  ...{ counters: {}, policy: 3, epoch: 0 },
});

const written = {
  cause:
    'Why late? The night run left after the cut-off.\nWhy? Its one driver waited for the last pallet.\nWhy? Picking ends at 22:00.\nWhy? Orders are released once a day.\nWhy? The ERP job runs at 18:00.',
  correction: 'Customers of the 43 late orders were called, and the freight was credited.',
  correctiveAction: 'Orders are released every two hours, and a second carrier takes what is picked after 21:00.',
};
const done = { by: 'piotr', at: '2026-03-18T15:04:00.000Z', day: '2026-03-18' };
const granted = {
  what: 'Second carrier, up to 4,000 € a month until September',
  by: 'elena',
  at: '2026-03-11T08:00:00.000Z',
};
const asked = { resourcesAsked: 'A contract with a second carrier, about 4,000 € a month.' };

const given: Record<ActionReason, Partial<ActionEvent> & { action?: never }> = {
  assigned: { by: 'elena' },
  reassigned: { by: 'elena', after: assigned({ due: '2026-03-30' }) },
  updated: { by: 'piotr', after: assigned(written) },
  'resources-asked': { by: 'piotr', after: assigned({ ...asked, cause: written.cause }) },
  'resources-granted': { by: 'elena', after: assigned({ ...asked, resourcesGranted: granted }) },
  'marked-done': { by: 'piotr', after: assigned({ ...written, state: 'done', done }) },
  reminded: { at: '2026-03-13T08:00:00.000Z' },
  overdue: { at: '2026-03-17T08:00:00.000Z' },
  'overdue-climbed': { at: '2026-03-20T08:00:00.000Z' },
  'overdue-again': { at: '2026-03-27T08:00:00.000Z' },
  'found-effective': {
    at: '2026-04-16T06:00:00.000Z',
    after: assigned({ ...written, ...asked, resourcesGranted: granted, state: 'effective', done }),
    reading: reading(0.941, 512, [0.917, 0.959], '2026-04-15'),
  },
  'found-ineffective': {
    at: '2026-03-28T06:00:00.000Z',
    after: assigned({ ...written, reopened: 1, due: '2026-04-11' }),
    reading: reading(0.796, 148, [0.724, 0.853], '2026-03-27'),
  },
  'not-shown-to-work': {
    at: '2026-05-14T06:00:00.000Z',
    after: assigned({ ...written, reopened: 2, due: '2026-05-28' }),
    reading: reading(0.884, 198, [0.832, 0.922], '2026-05-13'),
  },
};

/** The entry for a reason, with all that its mail rests on. */
export const eventOf = (reason: ActionReason): ActionEvent => {
  const after = { ...assigned(), ...given[reason].after, owner: 'piotr', assignedBy: 'elena' };
  return {
    ...{ action: after.id, version: 4, reason, at: after.createdAt, told: [], notices: [] },
    grounds: {
      company: 'Marlow Pumps',
      timeZone: 'Europe/Paris',
      objective: {
        title: 'On-time delivery Lyon',
        target: 0.9,
        direction: 'at-least',
        window: { days: 28 },
        effectivenessDays: 28,
      },
      kpi: { title: 'On-time delivery', unit: 'share', counts: 'deliveries due' },
      standing: reading(0.796, 333, [0.749, 0.836], '2026-03-01', '2026-02-02'),
      names: { piotr: 'Piotr Zielinski', elena: 'Elena Marlow', jonas: 'Jonas Berg' },
    },
    ...given[reason],
    after,
  };
};
