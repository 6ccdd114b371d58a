/** Reads a map file: syntax, schema, and whether each field exists in the contract of its record type. */
import * as z from 'zod';
import { recordTypes } from '../../events/record-types.ts';
import { checkMap } from '../../shared/core/import/check-map.ts';
import { ImportMap } from '../../shared/core/import/map-schema.ts';
import { byPlace, readYaml, type YamlResult } from '../read-yaml.ts';

/** What the fields are checked by, whatever else is wrong with a map. */
const Outline = z.looseObject({
  type: z.enum(recordTypes),
  fields: z.record(z.string(), z.unknown()),
  time: z.unknown().optional(),
});

/** Parses and checks a map's text; every problem is told at once. */
export const readMap = (file: string, text: string): YamlResult<ImportMap> => {
  const result = readYaml(file, text, ImportMap);
  const outline = readYaml(file, text, Outline);
  const ofFields = outline.ok
    ? checkMap(outline.source.value).map(({ path, problem }) => outline.source.problemAt(path, problem))
    : [];
  if (result.ok && ofFields.length === 0) return result;
  return { ok: false, problems: [...(result.ok ? [] : result.problems), ...ofFields].sort(byPlace) };
};
