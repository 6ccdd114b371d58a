/** Who answers for an objective, who is told at once, and why each of them is. */
import type { Audience } from '../core/decide.ts';
import type { Objective } from '../core/objective.ts';
import type { Person } from '../core/person.ts';
import { roles } from '../core/roles.ts';

const isRole = (name: string): boolean => (roles as readonly string[]).includes(name);

/** A name in a ladder is a person's id, or a role, which stands for everybody who has it. */
const idsOf = (name: string, people: readonly Person[]): string[] =>
  isRole(name) ? people.filter((person) => (person.roles as string[]).includes(name)).map(({ id }) => id) : [name];

/** The ladder's steps that are due at once. Later ones wait for an acknowledgement, and are not climbed here. */
const firstSteps = ({ ladder }: Objective): string[] =>
  ladder.filter(({ afterHours }) => afterHours === 0).flatMap(({ tell }) => tell);

/** Without a ladder, a miss goes to top management and to the owner. */
export const audienceOf = (objective: Objective, people: readonly Person[]): Audience => {
  const names = objective.ladder.length > 0 ? firstSteps(objective) : ['top-management', objective.owner];
  return { owner: [objective.owner], atOnce: [...new Set(names.flatMap((name) => idsOf(name, people)))] };
};

/** Why a person is told, for the mail's footer: `owner`, `top-management`, `ladder step 1`. */
export const whyTold = (person: Person, objective: Objective): string => {
  if (person.id === objective.owner) return 'owner';
  const step = objective.ladder.findIndex(({ tell }) =>
    tell.some((name) => name === person.id || (person.roles as string[]).includes(name)),
  );
  if (step >= 0) return `ladder step ${step + 1}`;
  return person.roles.includes('top-management') ? 'top-management' : 'told of it before';
};
