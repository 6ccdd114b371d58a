/** Which sources an objective rests on. */
import type { RecordType } from '../../../events/record-types.ts';
import type { Objective } from '../config/objective.ts';
import type { Source } from '../config/source.ts';

/**
 * The sources that feed an objective: those that send what its KPI counts. A slice by source rests on those that write
 * into it; any other slice may be fed by every one of them.
 *
 * @param types the record types that the objective's KPI reads
 */
export const sourcesThatFeed = <S extends Pick<Source, 'id' | 'types' | 'namespace'>>(
  { slice }: Pick<Objective, 'slice'>,
  types: readonly RecordType[],
  sources: readonly S[],
): S[] =>
  sources.filter(
    (source) =>
      source.types.some((type) => types.includes(type)) &&
      (slice.source === undefined || slice.source === (source.namespace ?? source.id)),
  );
