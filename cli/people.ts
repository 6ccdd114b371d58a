/** People as the command shows them, and who of them can't be written to. */

import type { Person } from '../shared/core/config/person.ts';
import { digestTimes } from '../shared/core/digest/due.ts';
import type { Suppression } from '../shared/core/notice/suppression.ts';
import { formatShortDay } from '../shared/core/text/format.ts';
import { dayAt } from '../shared/core/time/calendar.ts';
import { effectiveOn, readConfig, readPolicy } from '../shared/store/config.ts';
import { readUnsubscribed, type Subscription } from '../shared/store/digests.ts';
import { digestAddress, readSuppressions } from '../shared/store/suppressed.ts';
import { type NamedTable, take } from '../shared/store/table.ts';

export interface KnownPerson extends Person {
  /** What stands against writing to the address that the person has now. */
  suppressed?: Suppression;
  /** Where the person stopped the digests. */
  unsubscribed?: Pick<Subscription, 'at'>;
}

/** Whoever counts today, by id. */
export const readPeople = async (board: NamedTable, now: number): Promise<KnownPerson[]> => {
  const [policy, versions, suppressions, stopped] = await Promise.all([
    readPolicy(board, now),
    readConfig<Person>(board, 'person'),
    take(readSuppressions(board)),
    readUnsubscribed(board),
  ]);
  return effectiveOn(versions, dayAt(now, policy.timeZone)).map(({ value }) => {
    const address = digestAddress(value.email);
    const suppressed = suppressions.find((each) => each.person === value.id && each.address === address);
    const unsubscribed = stopped.get(value.id);
    return {
      ...value,
      ...(suppressed && { suppressed }),
      ...(unsubscribed && { unsubscribed: { at: unsubscribed.at } }),
    };
  });
};

/** `suppressed: bounced on 14 Mar 2026`. */
export const suppressionWords = ({ reason, at, all }: Suppression): string => {
  const since = `${reason} on ${formatShortDay(at.slice(0, 10))}`;
  return all ? `suppressed: ${since}` : `no digests: ${since}`;
};

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** When somebody's digests come: `mon 07:00, day 1 09:00`, `stopped on 14 Mar 2026`, `none`. */
export const digestWords = (person: KnownPerson): string => {
  if (person.unsubscribed) return `stopped on ${formatShortDay(person.unsubscribed.at.slice(0, 10))}`;
  const { weekly, monthly } = digestTimes(person);
  const times = [
    weekly && `${weekly.day} ${clock(weekly.hour)}`,
    monthly && `day ${monthly.day} ${clock(monthly.hour)}`,
  ].filter(Boolean);
  return times.join(', ') || 'none';
};
