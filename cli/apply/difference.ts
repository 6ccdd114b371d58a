/** What an apply would change, field by field. */
import { isDeepStrictEqual } from 'node:util';
import type { Holidays } from '../../shared/core/time/business-calendar.ts';
import type { ConfigVersion } from '../../shared/store/config.ts';
import type { ConfigKind } from '../../shared/store/keys.ts';
import { describeHolidays } from './describe-holidays.ts';
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

/** Half a century of holidays: told as one field, in words of their own. */
const holidays = 'businessHours.holidays.years';

/** Every field by its path; lists count as one field, since their items have no names. */
const flatten = (value: unknown, path = ''): [string, unknown][] =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  path !== holidays
    ? Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
    : value === undefined
      ? []
      : [[path, value]];

/** What is stored has the same fields, and none that is undefined, but not in the order of the file. */
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
const same = (a: unknown, b: unknown) => isDeepStrictEqual(plain(a), plain(b));

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

const yearsOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Holidays['years']) : undefined;

/** What became of a field: the value of a new entry, else what it was and what it is. */
const describeField = ({ field, before, after }: FieldChange, { version, effectiveFrom }: Change): string => {
  if (field === holidays) return describeHolidays(yearsOf(before), yearsOf(after), Number(effectiveFrom.slice(0, 4)));
  return version === 1 ? show(after) : `${show(before)} → ${show(after)}`;
};

/** A change as people read it. */
export const describeChange = (change: Change): string => {
  const { kind, id, version, effectiveFrom, fields } = change;
  const name = kind === 'policy' ? 'policy' : `${kind} ${id}`;
  const head = version === 1 ? `+ ${name} (new)` : `~ ${name} (version ${version - 1} → ${version})`;
  const width = Math.max(...fields.map(({ field }) => field.length));
  const lines = fields.map((each) => `    ${each.field.padEnd(width)}  ${describeField(each, change)}`);
  return [`${head}, from ${effectiveFrom}`, ...lines].join('\n');
};
