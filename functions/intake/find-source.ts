/** Who a dropped file is from: the source of its folder, with its access and the map of its files. */
import { SourceId } from '../../events/source-id.ts';
import type { Source } from '../../shared/core/config/source.ts';
import type { FileMap } from '../../shared/core/import/map-schema.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import type { FetchAccess, SourceAccess } from '../../shared/sources/source-access.ts';
import { effectiveOn, readConfig } from '../../shared/store/config.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import type { NamedTable } from '../../shared/store/table.ts';

/** A source that may drop files. */
export interface DropSource {
  id: string;
  access: SourceAccess;
  map: FileMap;
  /** Of its configuration. */
  version: number;
  /** The company's. */
  timeZone: string;
}

export type FoundSource = { ok: true; source: DropSource } | { ok: false; problem: string };

export type FindSource = (id: string) => Promise<FoundSource>;

/** Looks a source up. Throws if that cannot be done: the file is then to be read again later. */
export const findSourceOn =
  (board: NamedTable, fetchAccess: FetchAccess, now: () => number): FindSource =>
  async (id) => {
    // Read anew for each file: files are few, and come right after what makes them welcome.
    const access = SourceId.safeParse(id).success ? await fetchAccess(id) : undefined;
    if (!access) return { ok: false, problem: `There is no source ${id}: files go to incoming/{source}/.` };
    const [{ current }, versions] = await Promise.all([loadEpochs(board), readConfig<Source>(board, 'source')]);
    const { timeZone } = current.policy;
    const known = effectiveOn(versions, dayAt(now(), timeZone)).find((each) => each.id === id);
    if (!known?.value.map)
      return {
        ok: false,
        problem: `The source ${id} has no map: say how its columns become records (map: in its file, docs/import.md), run \`hoshin apply\`, and drop the file again.`,
      };
    return { ok: true, source: { id, access, map: known.value.map, version: known.version, timeZone } };
  };
