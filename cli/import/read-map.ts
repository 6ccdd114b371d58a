/** Reads a map file: syntax, schema, and whether each field exists in the contract of its record type. */
import * as z from 'zod';
import { recordTypes } from '../../events/record-types.ts';
import { byPlace, readYaml, type Source, type YamlResult } from '../read-yaml.ts';
import { namesTime } from './date-patterns.ts';
import { fieldsOf, kindOf } from './field-kinds.ts';
import { type ColumnValue, ImportMap, Value } from './map-schema.ts';

/** What the fields are checked by, whatever else is wrong with a map. */
const Outline = z.looseObject({
  type: z.enum(recordTypes),
  fields: z.record(z.string(), z.unknown()),
  time: z.unknown().optional(),
});
type Outline = z.infer<typeof Outline>;

type Place = { path: (string | number)[]; value: ColumnValue };

/** Every `{ column: … }` of a value, with where it stands. */
const placesOf = (value: Value | ImportMap['time'], path: (string | number)[]): Place[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => placesOf(one, [...path, index]));
  return typeof value === 'object' && 'column' in value ? [{ path, value }] : [];
};

/** The same of a value that was not checked yet; none where it is wrong in itself. */
const columnValues = (
  schema: typeof Value | typeof ImportMap.shape.time,
  value: unknown,
  path: (string | number)[],
): Place[] => {
  const read = schema.safeParse(value);
  return read.success ? placesOf(read.data, path) : [];
};

/** The nearest name, for a field that was misspelt. */
const suggest = (type: ImportMap['type'], path: string): string => {
  const last = path.split('.').at(-1)?.toLowerCase();
  const near = [...fieldsOf(type).keys()].filter((known) => known.split('.').at(-1)?.toLowerCase() === last);
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : `; it has ${[...fieldsOf(type).keys()].join(', ')}`;
};

const problemsOf = ({ value: map, problemAt }: Source<Outline>) => {
  const problems = Object.keys(map.fields)
    .filter((path) => !kindOf(map.type, path))
    .map((path) => problemAt(['fields', path], `a ${map.type} has no field ${path}${suggest(map.type, path)}`));
  if (Object.keys(map.fields).length === 0) problems.push(problemAt(['fields'], 'must name at least one field'));
  const places = [
    ...Object.entries(map.fields).flatMap(([path, value]) =>
      columnValues(Value, value, ['fields', path]).map((place) => ({ ...place, kind: kindOf(map.type, path) })),
    ),
    ...columnValues(ImportMap.shape.time, map.time, ['time']).map((place) => ({ ...place, kind: 'moment' as const })),
  ];
  for (const { path, value, kind } of places) {
    const ofDates = (['date', 'time', 'plus', 'minus'] as const).filter((key) => value[key] !== undefined);
    if (ofDates.length > 0 && kind !== 'moment' && kind)
      problems.push(problemAt([...path, ofDates[0] ?? ''], 'belongs to a date, and this field is none'));
    if (value.otherwise !== undefined && !value.values)
      problems.push(problemAt([...path, 'otherwise'], 'has no meaning without values'));
    if (value.time?.pattern.some((pattern) => !namesTime(pattern)))
      problems.push(problemAt([...path, 'time', 'pattern'], 'must be patterns of a time, for example HH:mm'));
  }
  return problems;
};

/** Parses and checks a map's text; every problem is told at once. */
export const readMap = (file: string, text: string): YamlResult<ImportMap> => {
  const result = readYaml(file, text, ImportMap);
  const outline = readYaml(file, text, Outline);
  const ofFields = outline.ok ? problemsOf(outline.source) : [];
  if (result.ok && ofFields.length === 0) return result;
  return { ok: false, problems: [...(result.ok ? [] : result.problems), ...ofFields].sort(byPlace) };
};
