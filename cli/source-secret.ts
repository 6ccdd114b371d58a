/** Who may speak for a source, as the stack's parameter says: read to sign, and to be changed. */
import { GetParameterCommand, ParameterNotFound } from '@aws-sdk/client-ssm';
import type { RecordType } from '../events/record-types.ts';
import { SourceAccess } from '../shared/sources/source-access.ts';
import type { Connection } from './connect.ts';
import { Failure } from './failure.ts';

type Reach = Pick<Connection, 'ssm' | 'sourcesPrefix'>;

/** A source's access; `undefined` where none was applied. */
export const readAccess = async ({ ssm, sourcesPrefix }: Reach, source: string): Promise<SourceAccess | undefined> => {
  try {
    const { Parameter } = await ssm.send(
      new GetParameterCommand({ Name: `${sourcesPrefix}${source}`, WithDecryption: true }),
    );
    return SourceAccess.parse(JSON.parse(Parameter?.Value ?? ''));
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
};

/** The newest secret of a source that may send a type; a Failure that says what to apply where there is none. */
export const findSecret = async (reach: Reach, source: string, type: RecordType): Promise<string> => {
  const access = await readAccess(reach, source);
  if (!access)
    throw new Failure(
      `The source ${source} is not configured. Write it into a file and run \`hoshin apply\`:\nsources:\n  - { id: ${source}, types: [${type}] }`,
    );
  if (access.adapter !== undefined)
    throw new Failure(
      `The source ${source} is another product's webhook (${access.adapter}): only that product can sign for it. Import through a source of its own whose namespace is ${access.namespace}.`,
    );
  if (!access.types.includes(type))
    throw new Failure(
      `The source ${source} may send ${access.types.join(', ')}, not ${type}: add it to its types and run \`hoshin apply\`.`,
    );
  const [secret] = access.secrets;
  if (!secret)
    throw new Failure(
      `The source ${source} has no webhook secret: run \`hoshin apply\` with --rotate ${source} to make one.`,
    );
  return secret;
};
