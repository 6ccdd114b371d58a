/** What an evaluation stands on: what leadership set, who answers for it, who sends, and the rows that count. */

import type { Objective } from '../core/config/objective.ts';
import type { Person } from '../core/config/person.ts';
import type { Policy } from '../core/config/policy.ts';
import type { Source } from '../core/config/source.ts';
import type { AnyTally } from '../core/kpi.ts';
import { contributionVersion } from '../core/record/contribution.ts';
import type { ExpectedSource, OverdueSource } from '../core/silence/overdue.ts';
import type { Silence } from '../core/silence/silence.ts';
import { type Day, dayAt } from '../core/time/calendar.ts';
import { type ConfigVersion, effectiveOn, readConfig } from '../store/config.ts';
import { loadEpochs } from '../store/epochs.ts';
import { readSpoken } from '../store/spoken.ts';
import type { NamedTable } from '../store/table.ts';
import { expectedSources } from './expected-sources.ts';

/** An objective, and who approved it. */
export interface ApprovedObjective {
  objective: Objective;
  approval: { author: string; reason: string; effectiveFrom: Day };
}

export interface Setting {
  /** Today, in the company's zone. */
  today: Day;
  /** Every version of every objective: which one counts depends on the day. */
  objectives: ConfigVersion<Omit<Objective, 'version'>>[];
  people: Person[];
  sources: Source[];
  /** The same sources, with when each last spoke. */
  expected: ExpectedSource[];
  /** Sources that should have spoken by now; absent as of a past day. */
  overdue?: OverdueSource[];
  /** Planned shutdowns: past, running and coming ones. */
  silences: Silence[];
  policy: Policy;
  epoch: number;
  /** True while the rows stand still: other tallies are deployed than those that counted them. */
  frozen: boolean;
}

/** Reads the setting as it is at an instant (ms), consistently. */
export const loadSetting = async (board: NamedTable, now: number, tallies: readonly AnyTally[]): Promise<Setting> => {
  const [objectives, people, sourceVersions, silenceVersions, spoken, { current, all }] = await Promise.all([
    readConfig<Omit<Objective, 'version'>>(board, 'objective'),
    readConfig<Person>(board, 'person'),
    readConfig<Source>(board, 'source'),
    readConfig<Silence>(board, 'silence'),
    readSpoken(board),
    loadEpochs(board),
  ]);
  const otherTallies = all.length > 0 && current.contribution !== contributionVersion(tallies);
  const { policy } = current;
  const today = dayAt(now, policy.timeZone);
  return {
    today,
    objectives,
    people: effectiveOn(people, today).map(({ value }) => value),
    sources: effectiveOn(sourceVersions, today).map(({ value }) => value),
    expected: expectedSources(sourceVersions, spoken, today, policy.timeZone),
    silences: effectiveOn(silenceVersions, today).map(({ value }) => value),
    policy,
    epoch: current.epoch,
    frozen: otherTallies || current.frozenAt !== undefined,
  };
};

/** The objectives in force on a day. */
export const objectivesOn = ({ objectives }: Setting, day: string): ApprovedObjective[] =>
  effectiveOn(objectives, day).map(({ value, version, author, reason, effectiveFrom }) => ({
    objective: { ...value, version },
    approval: { author, reason, effectiveFrom },
  }));
