/** Reads a source's access from the parameter store. The client is loaded on first use: most invocations need none. */
import { type FetchAccess, SourceAccess } from './source-access.ts';

/** A syntax error of JSON.parse quotes the text, and this text holds secrets. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the value of the parameter is not JSON');
  }
};

/**
 * Reads `{prefix}{source}` from SSM, decrypted.
 * Throws if SSM fails or the parameter isn't a SourceAccess: a fault of the configuration, not of the sender.
 */
export const fetchAccessFrom =
  (prefix: string): FetchAccess =>
  async (source) => {
    const { readParameter } = await import('./read-parameter.ts');
    const value = await readParameter(`${prefix}${source}`);
    return value === undefined ? undefined : SourceAccess.parse(parseJson(value));
  };
