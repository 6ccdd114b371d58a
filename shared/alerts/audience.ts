/** Who answers for an objective, who is told when, and why each of them is. */
import type { Alert } from '../core/alert/alert.ts';
import type { Audience } from '../core/alert/facts.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Person } from '../core/config/person.ts';
import { roles } from '../core/config/roles.ts';

const isRole = (name: string): boolean => (roles as readonly string[]).includes(name);

/** A name in a ladder is a person's id, or a role, which stands for everybody who has it. */
const idsOf = (name: string, people: readonly Person[]): string[] =>
  isRole(name) ? people.filter((person) => (person.roles as string[]).includes(name)).map(({ id }) => id) : [name];

/** The ladder's steps, lowest first. Without a ladder, a miss goes to top management and to the owner at once. */
export const stepsOf = ({ ladder, owner }: Pick<Objective, 'ladder' | 'owner'>): Objective['ladder'] =>
  ladder.length > 0
    ? [...ladder].sort((a, b) => a.afterHours - b.afterHours)
    : [{ afterHours: 0, tell: ['top-management', owner] }];

/** An objective's audience, as ids of people. */
export const audienceFor = (objective: Objective, people: readonly Person[]): Audience => ({
  owner: [objective.owner],
  steps: stepsOf(objective).map(({ afterHours, tell }) => ({
    afterHours,
    tell: [...new Set(tell.flatMap((name) => idsOf(name, people)))],
  })),
});

/** Why a person is told, for the mail's footer: `owner`, `top-management`, `ladder step 2`. */
export const whyTold = (
  person: Pick<Person, 'id' | 'roles'>,
  objective: Objective,
  { climbed }: Pick<Alert, 'climbed'>,
): string => {
  const names = [person.id, ...person.roles];
  const told = objective.ladder.length > 0 ? stepsOf(objective).slice(0, climbed) : [];
  const step = told.findLastIndex(({ tell }) => tell.some((name) => names.includes(name)));
  if (step > 0) return `ladder step ${step + 1}`;
  if (person.id === objective.owner) return 'owner';
  if (step === 0) return 'ladder step 1';
  return person.roles.includes('top-management') ? 'top-management' : 'told of it before';
};
