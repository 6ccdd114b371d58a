/** Reads one parameter of SSM. A module of its own, so that a bundle can leave out what it doesn't use of the client, and load it late. */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const client = new SSMClient({});

/** The value of a parameter, decrypted; `undefined` if there is none. Throws if SSM fails. */
export const readParameter = async (name: string): Promise<string | undefined> => {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value;
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'ParameterNotFound') return undefined;
    throw fault;
  }
};
