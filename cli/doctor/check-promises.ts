/**
 * Whether what trackers tell is told of deliveries that somebody promised. A tracker that names orders in another way than
 * the system that takes them makes no error anywhere: its records wait for a promise that never comes.
 */
import { ScanCommand, type ScanCommandInput, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Source } from '../../shared/core/config/source.ts';
import { fromItem } from '../../shared/runtime/dynamodb.ts';
import { readConfig } from '../../shared/store/config.ts';
import { parseRecordPk } from '../../shared/store/keys.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { Connection } from '../connect.ts';
import { type Finding, note, ok, problem } from './check.ts';

/** Items that are read at most: keys are spread by chance, so the first of them are a sample of all. */
const sampled = 5_000;
/** So many, or all too few: a promise may follow its parcel by some hours. */
const fewest = 20;

interface Sample {
  /** Deliveries of which something is known on their way. */
  underWay: number;
  unpromised: string[];
}

/** A sample of each namespace's deliveries. */
const sampleDeliveries = async (records: NamedTable): Promise<Map<string, Sample>> => {
  const samples = new Map<string, Sample>();
  let start: ScanCommandInput['ExclusiveStartKey'];
  let read = 0;
  do {
    const page: ScanCommandOutput = await records.client.send(
      new ScanCommand({
        TableName: records.name,
        Limit: 1_000,
        FilterExpression: 'begins_with(pk, :type) AND attribute_exists(progress)',
        ProjectionExpression: 'pk, promise',
        ExpressionAttributeValues: { ':type': { S: 'delivery#' } },
        ExclusiveStartKey: start,
      }),
    );
    for (const item of page.Items ?? []) {
      const { pk, promise } = fromItem<{ pk: string; promise?: object }>(item);
      const { namespace, subject } = parseRecordPk(pk);
      const sample = samples.get(namespace) ?? { underWay: 0, unpromised: [] };
      samples.set(namespace, sample);
      sample.underWay += 1;
      if (!promise) sample.unpromised.push(subject);
    }
    start = page.LastEvaluatedKey;
    read += page.ScannedCount ?? 0;
  } while (start && read < sampled);
  return samples;
};

/** Sources that complete another one's deliveries, as they are configured now. */
const completing = async (board: NamedTable): Promise<(Source & { namespace: string })[]> => {
  const versions = await readConfig<Source>(board, 'source');
  return [...new Map(versions.map(({ id, value }) => [id, value])).values()].flatMap((source) => {
    const { id, types, namespace } = source;
    return namespace !== undefined && namespace !== id && types.includes('delivery') ? [{ ...source, namespace }] : [];
  });
};

/** A finding for each namespace that is completed by another source. */
export const checkPromises = async ({ board, records }: Pick<Connection, 'board' | 'records'>): Promise<Finding[]> => {
  const sources = await completing(board);
  if (sources.length === 0) return [];
  const samples = await sampleDeliveries(records);
  return [...Map.groupBy(sources, ({ namespace }) => namespace)].flatMap(([namespace, by]) => {
    const { underWay, unpromised } = samples.get(namespace) ?? { underWay: 0, unpromised: [] };
    const name = `Orders of ${namespace}`;
    if (underWay === 0) return [];
    if (unpromised.length === 0) return [ok(name, `${underWay} looked at, all of them promised`)];
    const seen = `${unpromised.length} of ${underWay} that were looked at were promised by nobody, for example ${unpromised[0]}`;
    const todo = `They count nowhere. Does ${by.map(({ id }) => id).join(' or ')} name orders as ${namespace} does? (docs/adapters.md)`;
    const many = unpromised.length >= fewest && unpromised.length * 2 > underWay;
    return [many ? problem(name, seen, todo) : note(name, seen, todo)];
  });
};
