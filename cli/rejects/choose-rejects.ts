/** Which rejects a command is about: of one source or of all, with a reason or with any. */
import type { Source } from '../../shared/core/config/source.ts';
import { ownSources } from '../../shared/core/record/own-sources.ts';
import { readConfig } from '../../shared/store/config.ts';
import { readRejects } from '../../shared/store/read-lists.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { StoredReject } from './plan-fix.ts';

/** Not a configured sender each, but they have rejects too: records that cannot be counted, and messages of nobody known. */
const otherSources = ['fold', 'unknown', ...Object.values(ownSources)];

export interface Chosen {
  source?: string | undefined;
  /** A part of the field and the problem, as they are listed. */
  reason?: string | undefined;
}

/** What a reason is looked for in. */
const reasonOf = ({ path, problem }: Pick<StoredReject, 'path' | 'problem'>): string =>
  `${path || '(event)'} ${problem}`;

/** Every source that may have rejects. */
const sourcesWithRejects = async (board: NamedTable): Promise<string[]> => [
  ...new Set([...(await readConfig<Source>(board, 'source')).map(({ id }) => id), ...otherSources]),
];

/** The chosen rejects, source by source, newest first. */
export async function* chooseRejects(board: NamedTable, { source, reason }: Chosen): AsyncGenerator<StoredReject> {
  const sources = source === undefined ? await sourcesWithRejects(board) : [source];
  for (const each of sources)
    for await (const reject of readRejects<StoredReject>(board, each))
      if (reason === undefined || reasonOf(reject).toLowerCase().includes(reason.toLowerCase())) yield reject;
}
