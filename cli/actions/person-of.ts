/** Finds a person whom an option names. */
import type { Setting } from '../../shared/alerts/setting.ts';
import type { Person } from '../../shared/core/config/person.ts';
import { usage } from '../failure.ts';

/** Throws bad usage for an id that nobody configured. */
export const personOf = ({ people }: Pick<Setting, 'people'>, id: string, option: string): Person => {
  const person = people.find((candidate) => candidate.id === id);
  if (person) return person;
  throw usage(`${option} takes a person's id, one of: ${people.map((each) => each.id).join(', ')} (is '${id}').`);
};
