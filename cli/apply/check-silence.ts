/** Whether what a silence names exists. */
import type { Silence } from '../../shared/core/silence/silence.ts';
import type { FileProblem } from '../read-yaml.ts';
import { nearest } from './nearest.ts';
import type { Entry } from './read-files.ts';

/** Objectives and sources as they will be once the files are applied. */
export const checkSilence = (
  { value, problem }: Entry<Silence>,
  known: { objectives: readonly string[]; sources: readonly string[] },
): FileProblem[] => {
  const unknown = (field: 'objectives' | 'sources', word: string, named: readonly string[]) =>
    named.flatMap((id, index) =>
      known[field].includes(id)
        ? []
        : [problem([field, index], `there is no ${word} '${id}'${nearest(id, known[field])}`)],
    );
  const { objectives = [], sources = [] } = value;
  return [
    ...(objectives === 'all' ? [] : unknown('objectives', 'objective', objectives)),
    ...unknown('sources', 'source', sources),
  ];
};
