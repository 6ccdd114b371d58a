/** Reads the settings of a source by an adapter's schema, and says of each field what is wrong with it. */
import type * as z from 'zod/mini';
import type { Adapter } from './adapter.ts';

type ReadSettings = Adapter['readSettings'];

const problemsOf = ({ issues }: z.core.$ZodError): { path: string[]; problem: string }[] =>
  issues.flatMap((issue) => {
    const path = issue.path.map(String);
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...path, key], problem: 'is not a setting of this adapter' }))
      : [{ path, problem: issue.message }];
  });

/** `readSettings` of an adapter whose settings a schema describes; the schema has the defaults. */
export const settingsReader =
  (schema: z.ZodMiniType): ReadSettings =>
  (given) => {
    const read = schema.safeParse(given ?? {});
    return read.success ? { ok: true, settings: read.data } : { ok: false, problems: problemsOf(read.error) };
  };
