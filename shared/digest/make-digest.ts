/** Makes one person's digest from what was gathered for all: what it says, and what has to be known to restate it. */
import type { Registry } from '../alerts/evaluate-objectives.ts';
import type { Setting } from '../alerts/setting.ts';
import type { Person } from '../core/config/person.ts';
import type { DigestContent } from '../core/digest/content.ts';
import { fitTold } from '../core/digest/restate.ts';
import { dayAt } from '../core/time/calendar.ts';
import type { DigestItem } from '../store/digests.ts';
import type { NamedTable } from '../store/table.ts';
import type { Gathered } from './gather-digest.ts';
import { gatherRestatements } from './gather-restatements.ts';

/** An item may have 400 KB; names and numbers take a little more there than as JSON. */
const mostCharacters = 320_000;

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
  const whole: DigestContent = {
    person: { id: person.id, name: person.name },
    ...content,
    restatements,
    timeZone: person.timeZone ?? timeZone,
  };
  const room = mostCharacters - JSON.stringify(whole).length;
  return { content: whole, told: fitTold([...objectives.map((each) => each.told), ...told], room) };
};
