/** Reads a source's access from the parameter store. The client is loaded on first use: most invocations need none. */
import { type FetchAccess, SourceAccess } from './source-access.ts';

/** A syntax error of JSON.parse quotes the text, and this text holds secrets. */
const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the value of the parameter is not JSON');
  }
};

/**
 * Reads `{prefix}{source}` from SSM, decrypted.
 * Throws if the store fails or the parameter isn't a SourceAccess: a fault of the configuration, not of the sender.
 */
export const fetchAccessFrom = (prefix: string): FetchAccess => {
  let client: import('@aws-sdk/client-ssm').SSMClient | undefined;
  return async (source) => {
    const { SSMClient, GetParameterCommand } = await import('@aws-sdk/client-ssm');
    client ??= new SSMClient({});
    try {
      const { Parameter } = await client.send(
        new GetParameterCommand({ Name: `${prefix}${source}`, WithDecryption: true }),
      );
      return SourceAccess.parse(readJson(Parameter?.Value ?? ''));
    } catch (fault) {
      if (fault instanceof Error && fault.name === 'ParameterNotFound') return undefined;
      throw fault;
    }
  };
};
