/** The figures that a person was told and that have changed since: from earlier digests and from the alerts' mails. */
import type { Registry } from '../alerts/evaluate-objectives.ts';
import { rowsFor } from '../alerts/judge-objective.ts';
import type { Setting } from '../alerts/setting.ts';
import type { Transition } from '../core/alert/transition.ts';
import type { DigestRestatement, ToldReading } from '../core/digest/content.ts';
import { type Restated, restate, restatedForDays, standingReadings } from '../core/digest/restate.ts';
import { addDays } from '../core/time/calendar.ts';
import { readDigestsSince } from '../store/digests.ts';
import type { NamedTable } from '../store/table.ts';
import type { GatheredObjective } from './gather-objective.ts';

/** What a transition told those who got its mail. Days that were running then were never told as whole. */
const toldBy = ({ objective, at, evidence }: Transition, today: (at: string) => string): ToldReading[] => {
  const { kpi, slice, policy, from, to, value, n, counters } = evidence.reading;
  return to < today(at) ? [{ objective, kpi, slice, policy, from, to, value, n, counters, toldAt: at }] : [];
};

/** Every figure that the person was told within the last quarter. */
const toldTo = async (
  board: NamedTable,
  person: string,
  gathered: readonly GatheredObjective[],
  since: string,
  dayOf: (at: string) => string,
): Promise<ToldReading[]> => {
  const told = gathered.flatMap(({ transitions }) =>
    transitions.filter((each) => each.at >= since && each.told.includes(person)).flatMap((each) => toldBy(each, dayOf)),
  );
  for await (const item of readDigestsSince(board, person, since)) told.push(...item.told);
  return told;
};

export interface Restatements {
  restatements: DigestRestatement[];
  /** The figures as they are told now: each is restated once. */
  told: ToldReading[];
}

const toRestatement = ({ told, now, records }: Restated, { objective, kpi }: GatheredObjective): DigestRestatement => ({
  ...{ objective: objective.id, title: objective.title, unit: kpi.unit, window: objective.window },
  ...{ from: told.from, to: told.to, toldAt: told.toldAt, records },
  old: { value: told.value, n: told.n },
  new: { value: now.value, n: now.n },
});

/** What has to be restated to a person, newest figures first. */
export const gatherRestatements = async (
  board: NamedTable,
  { kpis }: Registry,
  setting: Setting,
  person: string,
  gathered: readonly GatheredObjective[],
  at: string,
  dayOf: (at: string) => string,
): Promise<Restatements> => {
  const found: Restatements = { restatements: [], told: [] };
  // Rows that stand still say nothing of what came since.
  if (setting.frozen) return found;
  const since = addDays(dayOf(at), -restatedForDays);
  const standing = standingReadings(await toldTo(board, person, gathered, since, dayOf));
  for (const told of standing) {
    const kpi = kpis.find(({ id }) => id === told.kpi);
    const objective = gathered.find((each) => each.objective.id === told.objective);
    if (!kpi || !objective || told.policy !== setting.policy.version) continue;
    const restated = restate(told, kpi, await rowsFor(board, setting, kpi, told.slice, told), setting.policy);
    if (!restated) continue;
    found.restatements.push(toRestatement(restated, objective));
    const { value, n, counters, days } = restated.now;
    found.told.push({ ...told, value, n, counters, days, toldAt: at });
  }
  return found;
};
