/** What an apply would change, field by field. */
import type { ConfigVersion } from '../../shared/store/config.ts';
import type { ConfigKind } from '../../shared/store/keys.ts';
import type { Entry } from './read-files.ts';

interface FieldChange {
  /** Dotted path: `onTime.rule`. */
  field: string;
  before: unknown;
  after: unknown;
}

export interface Change {
  kind: ConfigKind;
  id: string;
  /** The version that is written; the one before it is the newest stored one. */
  version: number;
  value: object;
  effectiveFrom: string;
  fields: FieldChange[];
}

/** Every field by its path; lists count as one field, since their items have no names. */
const flatten = (value: unknown, path = ''): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
    : value === undefined
      ? []
      : [[path, value]];

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const changedFields = (before: object | undefined, after: object): FieldChange[] => {
  const old = new Map(before ? flatten(before) : []);
  const next = new Map(flatten(after));
  return [...new Set([...next.keys(), ...old.keys()])]
    .filter((field) => !same(old.get(field), next.get(field)))
    .map((field) => ({ field, before: old.get(field), after: next.get(field) }));
};

/** The change that an entry asks for; `undefined` where the newest stored version says the same. */
export const changeOf = (
  { kind, id, value, effective }: Entry<object>,
  stored: readonly ConfigVersion<object>[],
  today: string,
): Change | undefined => {
  const newest = stored.filter((version) => version.id === id).at(-1);
  const fields = changedFields(newest?.value, value);
  // A day that was not asked for is not a change: what is stored keeps its own.
  if (effective !== undefined && newest && effective !== newest.effectiveFrom)
    fields.push({ field: 'effective', before: newest.effectiveFrom, after: effective });
  if (fields.length === 0) return undefined;
  return { kind, id, version: (newest?.version ?? 0) + 1, value, effectiveFrom: effective ?? today, fields };
};

const show = (value: unknown): string =>
  value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value);

/** A change as people read it. */
export const describeChange = ({ kind, id, version, effectiveFrom, fields }: Change): string => {
  const name = kind === 'policy' ? 'policy' : `${kind} ${id}`;
  const head = version === 1 ? `+ ${name} (new)` : `~ ${name} (version ${version - 1} → ${version})`;
  const width = Math.max(...fields.map(({ field }) => field.length));
  const lines = fields.map(({ field, before, after }) =>
    version === 1
      ? `    ${field.padEnd(width)}  ${show(after)}`
      : `    ${field.padEnd(width)}  ${show(before)} → ${show(after)}`,
  );
  return [`${head}, from ${effectiveFrom}`, ...lines].join('\n');
};
