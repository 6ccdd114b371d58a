/** One parse of the environment, at cold start. */
import * as z from 'zod/mini';

/** A function's environment as its schema says; throws once, at cold start, naming every variable that is wrong. */
export const parseEnv = <S extends z.core.$ZodType>(schema: S): z.infer<S> => {
  const result = z.safeParse(schema, process.env);
  if (result.success) return result.data;
  throw new Error(`The function's environment is wrong:\n${z.prettifyError(result.error)}`);
};
