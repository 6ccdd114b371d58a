/** What only a product's adapter knows of a source: whether it makes these types, and what its settings may be. */
import { ownSourcePrefix } from '../../shared/core/record/own-sources.ts';
import { adapterIds, loadAdapter } from '../../shared/sources/load-adapter.ts';
import type { FileProblem } from '../read-yaml.ts';
import { nearest } from './nearest.ts';
import type { Wanted } from './read-files.ts';

/** Settings and secrets of a source share a parameter of 4 KB. */
const longestSettings = 3_000;

const checkSource = async ({ id, value, problem }: Wanted['sources'][number]): Promise<FileProblem[]> => {
  const problems: FileProblem[] = [];
  if (id.startsWith(ownSourcePrefix))
    problems.push(problem(['id'], `must not begin with ${ownSourcePrefix}: such names are the product's own`));
  const { adapter: name, settings, types } = value;
  if (name === undefined) {
    if (settings !== undefined) problems.push(problem(['settings'], 'are for an adapter: name it too'));
    return problems;
  }
  const adapter = await loadAdapter(name);
  if (!adapter) return [...problems, problem(['adapter'], `there is no adapter '${name}'${nearest(name, adapterIds)}`)];
  const others = types.filter((type) => !adapter.types.includes(type));
  if (others.length > 0)
    problems.push(problem(['types'], `${adapter.title} makes ${adapter.types.join(', ')}, not ${others.join(', ')}`));
  if (adapter.completes && (value.namespace ?? id) === id)
    problems.push(
      problem(
        value.namespace === undefined ? [] : ['namespace'],
        `needs the namespace of the source that promises: what ${adapter.title} tells of a delivery counts nowhere else`,
      ),
    );
  const letters = JSON.stringify(settings ?? {}).length;
  if (letters > longestSettings)
    problems.push(
      problem(['settings'], `take ${letters} characters; there is room for ${longestSettings} beside the secrets`),
    );
  const read = adapter.readSettings(settings ?? {});
  if (!read.ok) problems.push(...read.problems.map((each) => problem(['settings', ...each.path], each.problem)));
  return problems;
};

/** Every problem of the sources' adapters and settings, with its place. */
export const checkAdapters = async (sources: Wanted['sources']): Promise<FileProblem[]> =>
  (await Promise.all(sources.map(checkSource))).flat();
