/** Begins the list of keys that sign links. A module of its own: who only verifies may not write it. */
import { randomBytes } from 'node:crypto';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { readParameter } from '../sources/read-parameter.ts';

const client = new SSMClient({});

/**
 * Writes a first key, unless somebody else just did, and returns what stands there then: of two at once, both sign with
 * the key of the one that won.
 *
 * @param keyArn the KMS key that encrypts it
 */
export const makeLinkKeys = async (name: string, keyArn: string): Promise<string> => {
  const value = JSON.stringify([randomBytes(32).toString('base64url')]);
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
