/** Versioned configuration on the board: what was approved, by whom, why, and from which day it counts. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Policy } from '../core/config/policy.ts';
import { completePolicy, defaultPolicy } from '../core/config/policy-in-force.ts';
import { type Day, dayAt } from '../core/time/calendar.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import { type ConfigKind, configKey, configPk, kinds } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

export interface ConfigVersion<V> {
  id: string;
  /** 1, 2, 3 … for each id. */
  version: number;
  value: V;
  author: string;
  reason: string;
  /** The first day on which it counts. */
  effectiveFrom: Day;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** Every version of every object of a kind, by id, oldest version first. */
export const readConfig = async <V>(board: NamedTable, kind: ConfigKind): Promise<ConfigVersion<V>[]> => {
  const versions: ConfigVersion<V>[] = [];
  for await (const item of queryPartition<ConfigVersion<V>>(board, configPk(kind))) {
    const { id, version, value, author, reason, effectiveFrom, createdAt } = item;
    versions.push({ id, version, value, author, reason, effectiveFrom, createdAt });
  }
  return versions;
};

/** Of each id the newest version that counts on a day; ids that do not count yet are left out. */
export const effectiveOn = <V>(versions: readonly ConfigVersion<V>[], day: Day): ConfigVersion<V>[] => {
  const newest = new Map<string, ConfigVersion<V>>();
  for (const candidate of versions) {
    const known = newest.get(candidate.id);
    if (candidate.effectiveFrom <= day && (!known || known.version < candidate.version))
      newest.set(candidate.id, candidate);
  }
  return [...newest.values()];
};

/** The id of the one policy. */
export const policyId = 'policy';

/**
 * The policy that counts at an instant (ms); the default one, version 0, where none was applied. The day from which one
 * counts begins in its own time zone: in the zone of the policy before it, the first one would wait for UTC's midnight.
 */
export const readPolicy = async (board: NamedTable, now: number): Promise<Policy> => {
  const versions = await readConfig<Omit<Policy, 'version'>>(board, 'policy');
  const begun = versions.filter(({ effectiveFrom, value }) => effectiveFrom <= dayAt(now, value.timeZone));
  const policy = begun.reduce((newest, each) => (newest && newest.version > each.version ? newest : each), begun[0]);
  return policy ? { ...completePolicy(policy.value), version: policy.version } : defaultPolicy;
};

export type WriteConfig =
  | { outcome: 'written' }
  /** Somebody else wrote this version in the meantime: read again and show the difference anew. */
  | { outcome: 'taken' };

/** Writes a new version; `version` is the newest known one plus one. A version that exists is never changed. */
export const writeConfig = async <V>(
  board: NamedTable,
  kind: ConfigKind,
  config: ConfigVersion<V>,
): Promise<WriteConfig> => {
  try {
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({ ...configKey(kind, config.id, config.version), kind: kinds.config, config: kind, ...config }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return { outcome: 'written' };
  } catch (error) {
    if (isConditionFailure(error)) return { outcome: 'taken' };
    throw error;
  }
};
