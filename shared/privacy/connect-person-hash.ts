/** The keyed hash as functions and the command use it: its key out of the parameter store. The client is loaded on first use. */
import { hashIdentity, parsePersonKey } from './hash-identity.ts';
import type { HashPerson } from './person-key.ts';

export interface PersonKeyParameter {
  /** Its name: `/hoshin/production/person-key`. */
  parameter: string;
  /** The KMS key that encrypts the first value. Absent: this one may not make it. */
  keyArn?: string;
}

const readValue = async (parameter: string): Promise<string | undefined> =>
  (await import('../sources/read-parameter.ts')).readParameter(parameter);

/** Read once: a key that was changed would know nobody again, so it never is. */
const hashWith = (readKey: () => Promise<Uint8Array>): HashPerson => {
  let reading: Promise<Uint8Array> | undefined;
  return async (identity) => {
    reading ??= readKey().catch((fault: unknown) => {
      reading = undefined;
      throw fault;
    });
    return hashIdentity(identity, await reading);
  };
};

const none = (parameter: string) => new Error(`there is no ${parameter}`);

/** Hashes people, and begins the key where it is the first to need it. */
export const connectPersonHash = ({ parameter, keyArn }: PersonKeyParameter): HashPerson =>
  hashWith(async () => {
    const value = await readValue(parameter);
    if (value !== undefined) return parsePersonKey(value);
    if (keyArn === undefined) throw none(parameter);
    return parsePersonKey(await (await import('./make-person-key.ts')).makePersonKey(parameter, keyArn));
  });

/** Hashes people under a key that somebody else began; never makes one. */
export const connectHashReader = (parameter: string): HashPerson =>
  hashWith(async () => {
    const value = await readValue(parameter);
    if (value === undefined) throw none(parameter);
    return parsePersonKey(value);
  });
