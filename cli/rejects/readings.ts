/** What rejects are judged again by: today's access, map, adapter and time. Each source is looked up once. */
import type { Source } from '../../shared/core/config/source.ts';
import type { FileMap } from '../../shared/core/import/map-schema.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import type { SourceAccess } from '../../shared/sources/source-access.ts';
import { effectiveOn, readConfig } from '../../shared/store/config.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import type { Connection } from '../connect.ts';
import { readAccess } from '../source-secret.ts';

export interface Readings {
  accessOf(source: string): Promise<SourceAccess | undefined>;
  mapOf(source: string): FileMap | undefined;
  /** The company's. */
  timeZone: string;
  /** Milliseconds since 1970. */
  now: number;
}

export const takeReadings = async (
  connection: Pick<Connection, 'board' | 'ssm' | 'sourcesPrefix'>,
  now: number,
): Promise<Readings> => {
  const { board } = connection;
  const [{ current }, versions] = await Promise.all([loadEpochs(board), readConfig<Source>(board, 'source')]);
  const { timeZone } = current.policy;
  const maps = new Map(effectiveOn(versions, dayAt(now, timeZone)).map(({ id, value }) => [id, value.map]));
  const accesses = new Map<string, Promise<SourceAccess | undefined>>();
  return {
    accessOf: (source) => {
      const known = accesses.get(source) ?? readAccess(connection, source);
      accesses.set(source, known);
      return known;
    },
    mapOf: (source) => maps.get(source),
    timeZone,
    now,
  };
};
