/** People as the command shows them, and who of them can't be written to. */
import { dayAt } from '../shared/core/calendar.ts';
import { formatShortDay } from '../shared/core/format.ts';
import type { Person } from '../shared/core/person.ts';
import type { Suppression } from '../shared/core/suppression.ts';
import { effectiveOn, readConfig, readPolicy } from '../shared/store/config.ts';
import { digestAddress, readSuppressions } from '../shared/store/suppressed.ts';
import { type NamedTable, take } from '../shared/store/table.ts';

export interface KnownPerson extends Person {
  /** What stands against writing to the address that the person has now. */
  suppressed?: Suppression;
}

/** Whoever counts today, by id. */
export const readPeople = async (board: NamedTable, now: number): Promise<KnownPerson[]> => {
  const [policy, versions, suppressions] = await Promise.all([
    readPolicy(board, now),
    readConfig<Person>(board, 'person'),
    take(readSuppressions(board)),
  ]);
  return effectiveOn(versions, dayAt(now, policy.timeZone)).map(({ value }) => {
    const address = digestAddress(value.email);
    const suppressed = suppressions.find((each) => each.person === value.id && each.address === address);
    return { ...value, ...(suppressed && { suppressed }) };
  });
};

/** `suppressed: bounced on 14 Mar 2026`. */
export const suppressionWords = ({ reason, at, all }: Suppression): string => {
  const since = `${reason} on ${formatShortDay(at.slice(0, 10))}`;
  return all ? `suppressed: ${since}` : `no digests: ${since}`;
};
