/** What a map's schema cannot know: whether each field exists in the contract of its record type, and is read as its kind. */
import type { RecordType } from '../../../events/record-types.ts';
import { namesTime } from './date-patterns.ts';
import { fieldsOf, kindOf } from './field-kinds.ts';
import { type ColumnValue, FileMap, Value } from './map-schema.ts';

/** As much of a map as the check needs: the rest may still be wrong. */
export interface MapOutline {
  type: RecordType;
  fields: Record<string, unknown>;
  time?: unknown;
}

export interface MapProblem {
  path: (string | number)[];
  problem: string;
}

type Place = { path: (string | number)[]; value: ColumnValue };

/** Every `{ column: … }` of a value, with where it stands. */
const placesOf = (value: Value | FileMap['time'], path: (string | number)[]): Place[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => placesOf(one, [...path, index]));
  return typeof value === 'object' && 'column' in value ? [{ path, value }] : [];
};

/** The same of a value that was not checked yet; none where it is wrong in itself. */
const columnValues = (
  schema: typeof Value | typeof FileMap.shape.time,
  value: unknown,
  path: (string | number)[],
): Place[] => {
  const read = schema.safeParse(value);
  return read.success ? placesOf(read.data, path) : [];
};

/** The nearest name, for a field that was misspelt. */
const suggest = (type: RecordType, path: string): string => {
  const last = path.split('.').at(-1)?.toLowerCase();
  const near = [...fieldsOf(type).keys()].filter((known) => known.split('.').at(-1)?.toLowerCase() === last);
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : `; it has ${[...fieldsOf(type).keys()].join(', ')}`;
};

/** Every field that the contract lacks, and every date that is none. */
export const checkMap = (map: MapOutline): MapProblem[] => {
  const problems = Object.keys(map.fields)
    .filter((path) => !kindOf(map.type, path))
    .map(
      (path): MapProblem => ({
        path: ['fields', path],
        problem: `a ${map.type} has no field ${path}${suggest(map.type, path)}`,
      }),
    );
  if (Object.keys(map.fields).length === 0)
    problems.push({ path: ['fields'], problem: 'must name at least one field' });
  const places = [
    ...Object.entries(map.fields).flatMap(([path, value]) =>
      columnValues(Value, value, ['fields', path]).map((place) => ({ ...place, kind: kindOf(map.type, path) })),
    ),
    ...columnValues(FileMap.shape.time, map.time, ['time']).map((place) => ({ ...place, kind: 'moment' as const })),
  ];
  for (const { path, value, kind } of places) {
    const ofDates = (['date', 'time', 'plus', 'minus'] as const).filter((key) => value[key] !== undefined);
    if (ofDates.length > 0 && kind !== 'moment' && kind)
      problems.push({ path: [...path, ofDates[0] ?? ''], problem: 'belongs to a date, and this field is none' });
    if (value.split !== undefined && kind !== 'list' && kind)
      problems.push({ path: [...path, 'split'], problem: 'belongs to a field that holds several texts' });
    if (value.otherwise !== undefined && !value.values)
      problems.push({ path: [...path, 'otherwise'], problem: 'has no meaning without values' });
    if (value.time?.pattern.some((pattern) => !namesTime(pattern)))
      problems.push({ path: [...path, 'time', 'pattern'], problem: 'must be patterns of a time, for example HH:mm' });
  }
  return problems;
};
