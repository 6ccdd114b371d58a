/** The keyed hash as functions and the command use it: its key out of the parameter store. The client is loaded on first use. */
import { hashIdentity, parsePersonKey } from './hash-identity.ts';
import type { HashPerson } from './person-key.ts';

export interface PersonKeyParameter {
  /** Its name: `/hoshin/production/person-key`. */
  parameter: string;
  /** The KMS key that encrypts the first value. Absent: this one may not make it. */
  keyArn?: string;
}

const readKey = async ({ parameter, keyArn }: PersonKeyParameter): Promise<Uint8Array> => {
  const { readParameter } = await import('../sources/read-parameter.ts');
  const value = await readParameter(parameter);
  if (value !== undefined) return parsePersonKey(value);
  if (keyArn === undefined) throw new Error(`there is no ${parameter}`);
  return parsePersonKey(await (await import('./make-person-key.ts')).makePersonKey(parameter, keyArn));
};

/** Read once: a key that was changed would know nobody again, so it never is. */
export const connectPersonHash = (parameter: PersonKeyParameter): HashPerson => {
  let reading: Promise<Uint8Array> | undefined;
  return async (identity) => {
    reading ??= readKey(parameter).catch((fault: unknown) => {
      reading = undefined;
      throw fault;
    });
    return hashIdentity(identity, await reading);
  };
};
