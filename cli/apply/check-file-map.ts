/** Checks the map of a source's files: the fields that it fills, and that the source may send what it makes. */
import type { Source } from '../../shared/core/config/source.ts';
import { checkMap } from '../../shared/core/import/check-map.ts';
import type { FileProblem } from '../read-yaml.ts';
import type { Entry } from './read-files.ts';

export const checkFileMap = ({ value: { id, map, types }, problem }: Entry<Source>): FileProblem[] => {
  if (!map) return [];
  const problems = checkMap(map).map(({ path, problem: text }) => problem(['map', ...path], text));
  if (!types.includes(map.type))
    problems.push(problem(['map', 'type'], `${id} may send ${types.join(', ')}, not ${map.type}: see its types`));
  return problems;
};
