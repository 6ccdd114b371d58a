/** Reads the files of an apply together: every problem of every file, and each entry with where it stands. */

import type { Person } from '../../shared/core/config/person.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import type { Source } from '../../shared/core/config/source.ts';
import type { Silence } from '../../shared/core/silence/silence.ts';
import type { Survey } from '../../shared/core/survey/survey.ts';
import { policyId } from '../../shared/store/config.ts';
import type { ConfigKind } from '../../shared/store/keys.ts';
import { type FileProblem, type Path, readYaml } from '../read-yaml.ts';
import { ApplyFile, type ObjectiveEntry } from './documents.ts';

/** One entry of a file: its value, the day from which it counts if it was given, and how to point at it. */
export interface Entry<V> {
  kind: ConfigKind;
  id: string;
  value: V;
  effective: string | undefined;
  problem(path: Path, text: string): FileProblem;
}

/** Everything that the files name. */
export interface Wanted {
  sources: Entry<Source>[];
  people: Entry<Person>[];
  policy: Entry<Omit<Policy, 'version'>> | undefined;
  objectives: Entry<Omit<ObjectiveEntry, 'effective'>>[];
  silences: Entry<Silence>[];
  surveys: Entry<Survey>[];
}

export type ReadFiles = { ok: true; wanted: Wanted } | { ok: false; problems: FileProblem[] };

/** Entries that stand twice, in one file or in two. */
const repeated = (entries: readonly Entry<unknown>[]): FileProblem[] => {
  const seen = new Set<string>();
  return entries.flatMap(({ kind, id, problem }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      problem(
        kind === 'policy' ? [] : ['id'],
        kind === 'policy' ? 'there is one policy: it stands in another file too' : `the ${kind} ${id} stands twice`,
      ),
    ];
  });
};

/** Parses the files and puts them together. */
export const readFiles = (files: readonly { file: string; text: string }[]): ReadFiles => {
  const problems: FileProblem[] = [];
  const sources: Wanted['sources'] = [];
  const people: Wanted['people'] = [];
  const policies: NonNullable<Wanted['policy']>[] = [];
  const objectives: Wanted['objectives'] = [];
  const silences: Wanted['silences'] = [];
  const surveys: Wanted['surveys'] = [];
  for (const { file, text } of files) {
    const read = readYaml(file, text, ApplyFile);
    if (!read.ok) {
      problems.push(...read.problems);
      continue;
    }
    const { value, problemAt } = read.source;
    const entry = <V>(
      kind: ConfigKind,
      id: string,
      base: Path,
      { effective, ...rest }: V & { effective?: string | undefined },
    ) => ({
      kind,
      id,
      value: rest,
      effective: effective ?? value.effective,
      problem: (path: Path, problem: string) => problemAt([...base, ...path], problem),
    });
    sources.push(...value.sources.map((each, index) => entry('source', each.id, ['sources', index], each)));
    people.push(...value.people.map((each, index) => entry('person', each.id, ['people', index], each)));
    objectives.push(...value.objectives.map((each, index) => entry('objective', each.id, ['objectives', index], each)));
    surveys.push(...value.surveys.map((each, index) => entry('survey', each.id, ['surveys', index], each)));
    // A silence says itself from which day on: the file's does not concern it.
    silences.push(
      ...value.silences.map((each, index) => ({
        ...entry('silence', each.id, ['silences', index], each),
        effective: undefined,
      })),
    );
    if (value.policy) policies.push(entry('policy', policyId, ['policy'], value.policy));
  }
  problems.push(...[sources, people, policies, objectives, silences, surveys].flatMap(repeated));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, wanted: { sources, people, policy: policies[0], objectives, silences, surveys } };
};
