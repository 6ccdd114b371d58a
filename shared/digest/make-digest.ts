/** Makes one person's digest from what was gathered for all: what it says, and what has to be known to restate it. */
import type { Registry } from '../alerts/evaluate-objectives.ts';
import type { Setting } from '../alerts/setting.ts';
import { dayAt } from '../core/calendar.ts';
import type { ToldReading } from '../core/digest/content.ts';
import type { Person } from '../core/person.ts';
import type { DigestItem } from '../store/digests.ts';
import type { NamedTable } from '../store/table.ts';
import type { Gathered } from './gather-digest.ts';
import { gatherRestatements } from './gather-restatements.ts';

/** An item may have 400 KB; the mail's own figures take some tens of them. */
const mostCharacters = 150_000;

/** Drops the days of the longest figures until the rest fits: their windows are then compared whole. */
const fitted = (told: readonly ToldReading[]): ToldReading[] => {
  const sizes = told.map((each) => ({ each, size: JSON.stringify(each).length })).sort((a, b) => a.size - b.size);
  let used = 0;
  return sizes.map(({ each, size }) => {
    used += size;
    if (used <= mostCharacters) return each;
    const { days: _, ...rest } = each;
    return rest;
  });
};

export const makeDigest = async (
  board: NamedTable,
  registry: Registry,
  setting: Setting,
  person: Pick<Person, 'id' | 'name' | 'timeZone'>,
  { content, objectives }: Gathered,
): Promise<DigestItem> => {
  const { timeZone } = setting.policy;
  const dayOf = (at: string) => dayAt(Date.parse(at), timeZone);
  const { restatements, told } = await gatherRestatements(
    ...([board, registry, setting, person.id, objectives, content.at, dayOf] as const),
  );
  return {
    content: {
      person: { id: person.id, name: person.name },
      ...content,
      restatements,
      timeZone: person.timeZone ?? timeZone,
    },
    told: fitted([...objectives.map((each) => each.told), ...told]),
  };
};
