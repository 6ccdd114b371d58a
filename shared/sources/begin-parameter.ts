/** Begins a parameter that holds a secret of our own. A module of its own: who only reads may not write it. */
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { readParameter } from './read-parameter.ts';

const client = new SSMClient({});

/**
 * Writes a first value, unless somebody else just did, and returns what stands there then: of two at once, both go on
 * with the value of the one that won.
 *
 * @param keyArn the KMS key that encrypts it
 */
export const beginParameter = async (name: string, value: string, keyArn: string): Promise<string> => {
  try {
    await client.send(
      new PutParameterCommand({ Name: name, Value: value, Type: 'SecureString', KeyId: keyArn, Overwrite: false }),
    );
    return value;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ParameterAlreadyExists')) throw error;
    const theirs = await readParameter(name);
    if (theirs === undefined) throw new Error(`${name} exists and cannot be read`);
    return theirs;
  }
};
