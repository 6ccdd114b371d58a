/** How a schema gets its meaning: fields are described where they are used, shapes are named once. */
import * as z from 'zod/mini';
import { describeIssue } from './words.ts';

// zod/mini comes without messages.
z.config({ localeError: describeIssue });

/** A required field. A copy of its scalar, since one scalar stands for many fields. */
export const required = <T extends z.ZodMiniType>(schema: T, description: string): T => {
  const field = schema.clone();
  z.globalRegistry.add(field, { description });
  return field;
};

/** A field that may be left out. */
export const optional = <T extends z.ZodMiniType>(schema: T, description: string): z.ZodMiniOptional<T> => {
  const field = z.optional(schema);
  z.globalRegistry.add(field, { description });
  return field;
};

/** A shape with the name that JSON Schema and OpenAPI know it by. */
export const named = <T extends z.ZodMiniType>(id: string, description: string, schema: T): T => {
  z.globalRegistry.add(schema, { id, description });
  return schema;
};
