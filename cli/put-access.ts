/** Writes who may speak for a source into the stack's parameter store, encrypted. */
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { SourceAccess } from '../shared/sources/source-access.ts';
import type { Connection } from './connect.ts';
import { Failure } from './failure.ts';

/** Characters of a parameter: of one that costs nothing, and of the largest that there is. */
const standardSize = 4_096;
const largestSize = 8_192;

/** Where secrets of sources are written. */
export type AccessStore = Pick<Connection, 'ssm' | 'sourcesPrefix'> & { stack: Pick<Connection['stack'], 'key'> };

/** @throws Failure if the source's settings are larger than a parameter can be. */
export const putAccess = async (
  { ssm, sourcesPrefix, stack }: AccessStore,
  source: string,
  access: SourceAccess,
): Promise<void> => {
  const value = JSON.stringify(access);
  if (value.length > largestSize)
    throw new Failure(
      `The settings of ${source} are too large: with its secrets they have ${value.length} characters, and ${largestSize} are possible.`,
    );
  await ssm.send(
    new PutParameterCommand({
      Name: `${sourcesPrefix}${source}`,
      Value: value,
      Type: 'SecureString',
      Overwrite: true,
      ...(value.length > standardSize && { Tier: 'Advanced' }),
      ...(stack.key && { KeyId: stack.key }),
    }),
  );
};
