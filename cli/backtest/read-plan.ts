/** Reads what is to be tested: objectives from a file, held against the stack as `hoshin apply` would, written nowhere. */

import type { Setting } from '../../shared/alerts/setting.ts';
import type { Objective } from '../../shared/core/config/objective.ts';
import type { Person } from '../../shared/core/config/person.ts';
import type { Source } from '../../shared/core/config/source.ts';
import type { Silence } from '../../shared/core/silence/silence.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { checkWanted } from '../apply/check-wanted.ts';
import { readFiles } from '../apply/read-files.ts';
import { Failure } from '../failure.ts';
import { type FileProblem, formatProblem } from '../read-yaml.ts';
import type { PlayGrounds } from './play.ts';

export interface Plan {
  objectives: Objective[];
  /** As of past days, of which only the rows tell; sources and shutdowns are the stack's and the file's. */
  grounds: PlayGrounds;
  people: Person[];
  /** What the file says, and a back-test leaves aside. */
  remarks: string[];
}

/** What a plan needs of the stack. */
type Stored = Pick<Setting, 'objectives' | 'people' | 'sources' | 'silences' | 'policy' | 'epoch' | 'frozen'>;

const refuse = (problems: readonly FileProblem[]): Failure =>
  new Failure(
    `Nothing was tested: ${problems.length === 1 ? 'there is a problem' : `there are ${problems.length} problems`}.\n${problems.map(formatProblem).join('\n')}`,
    2,
  );

/** What is known already, with the file's own in place of those of the same id. */
const merge = <V extends { id: string }>(known: readonly V[], own: readonly { value: V }[]): V[] => {
  const names = new Set(own.map(({ value }) => value.id));
  return [...known.filter(({ id }) => !names.has(id)), ...own.map(({ value }) => value)];
};

/** Throws a Failure that names every problem with its file, line and field. */
export const readPlan = (file: { file: string; text: string }, setting: Stored): Plan => {
  const read = readFiles([file]);
  if (!read.ok) throw refuse(read.problems);
  // Rows are counted under the stack's policy: another one would need other rows.
  const { policy, ...wanted } = read.wanted;
  const checked = checkWanted(
    { ...wanted, policy: undefined },
    {
      kpis,
      people: setting.people.map(({ id }) => id),
      sources: setting.sources.map(({ id }) => id),
      objectives: setting.objectives.map(({ id }) => id),
      namespaces: setting.sources.flatMap(({ id, namespace }) => [id, namespace ?? id]),
      policy: setting.policy,
    },
  );
  if (!checked.ok) throw refuse(checked.problems);
  if (checked.objectives.length === 0)
    throw new Failure(`${file.file} holds no objectives: there is nothing to test.`, 2);
  const versionOf = (id: string) => setting.objectives.filter((each) => each.id === id).at(-1)?.version ?? 0;
  return {
    objectives: checked.objectives.map(({ id, value }) => ({ ...value, version: versionOf(id) + 1 })),
    grounds: {
      policy: setting.policy,
      epoch: setting.epoch,
      frozen: setting.frozen,
      sources: merge<Source>(setting.sources, wanted.sources),
      silences: merge<Silence>(setting.silences, wanted.silences),
    },
    people: merge<Person>(setting.people, wanted.people),
    remarks: policy
      ? [
          `The file's policy was left aside: the rows are counted under version ${setting.policy.version} of the stack's.`,
        ]
      : [],
  };
};
