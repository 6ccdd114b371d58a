/** Pages of a decision for tests and for the pictures of the docs: Lyon's miss of March 2018, seen by Claire. */
import type { Situation } from '../../functions/decisions/decide-situation.ts';
import { closedPage, decidedPage, undecidedPage } from '../../functions/decisions/decide-view.ts';
import type { Decision } from '../../shared/core/alert/decision.ts';
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import { Person } from '../../shared/core/config/person.ts';
import type { FieldError } from '../../shared/pages/form.ts';
import type { Page } from '../../shared/pages/frame.ts';
import { missedEvidence } from './evidence.ts';

const personOf = (id: string, name: string) => Person.parse({ id, name, email: `${id}@atelier.example` });

export interface Story {
  /** Who looks. */
  name?: string;
  zone?: string;
  evidence?: Partial<Evidence>;
  /** What a colleague wrote with their decision. */
  note?: string;
}

/** The situation before anything is decided, and after a colleague acknowledged it. */
const situationOf = ({ name = 'Claire Dubois', zone = 'Europe/Paris', evidence: given, note }: Story): Situation => {
  const evidence = { ...missedEvidence(), ...given };
  const claire = personOf('claire.dubois', name);
  const objective = evidence.objective.id;
  const acknowledged: Decision = {
    ...{ choice: 'acknowledge', reason: note ?? '', notice: 'jfo2k3x1-0123456789abcdef', objective, alertVersion: 3 },
    ...{ by: { id: 'martin.keller', name: 'Martin Keller' }, at: '2018-04-02T06:12:00.000Z' },
  };
  return {
    person: claire,
    people: [personOf('ana.souza', 'Ana Souza'), claire, personOf('martin.keller', 'Martin Keller')],
    transition: {
      ...{ objective, version: 3, from: 'at-risk', to: 'missed', reason: 'got-worse', at: evidence.at },
      ...{ told: [], notices: [], evidence },
    },
    alert: {
      ...{ objective, objectiveVersion: 2, state: 'missed', since: evidence.since, reason: 'got-worse', version: 4 },
      ...{ reading: evidence.reading, metEnds: [], told: [] },
    },
    today: '2018-04-02',
    zone,
    others: note === undefined ? [] : [acknowledged],
  };
};

const assigned: Decision = {
  ...{ choice: 'assign', what: 'Agree with Alpes Fret on a later cut-off at Lyon', owner: 'ana.souza' },
  ...{ due: '2018-04-16', action: 'A-12', notice: 'jfo2k3x1-fedcba9876543210', objective: 'on-time-lyon' },
  ...{ alertVersion: 4, by: { id: 'claire.dubois', name: 'Claire Dubois' }, at: '2018-04-02T07:12:00.000Z' },
};

const errors: FieldError[] = [
  { field: 'what', problem: 'Enter what is to be done' },
  { field: 'owner', problem: 'Choose who does it' },
];

/** One page of each kind. */
export const decidePages = (story: Story = {}): Record<'open' | 'assign' | 'errors' | 'decided' | 'closed', Page> => {
  const situation = situationOf(story);
  const cleared = { ...situation.alert, state: 'met' as const, since: '2018-04-02T06:00:00.000Z' };
  return {
    open: undecidedPage(situation, {}, []),
    assign: undecidedPage(situation, { choice: 'assign' }, []),
    errors: undecidedPage(situation, { choice: 'assign', what: '', owner: '', due: '2018-04-16' }, errors),
    decided: decidedPage({ ...situation, own: assigned }, assigned),
    closed: closedPage({ ...situation, alert: cleared, endedAt: cleared.since }),
  };
};
