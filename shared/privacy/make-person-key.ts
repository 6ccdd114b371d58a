/** Begins the key under which people are hashed. A module of its own: who only hashes may not write it. */
import { randomBytes } from 'node:crypto';
import { beginParameter } from '../sources/begin-parameter.ts';

/** Writes the key unless there is one, and returns what stands there then. `keyArn` encrypts it. */
export const makePersonKey = (name: string, keyArn: string): Promise<string> =>
  beginParameter(name, randomBytes(32).toString('base64url'), keyArn);
