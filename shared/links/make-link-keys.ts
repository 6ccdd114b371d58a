/** Begins the list of keys that sign links. A module of its own: who only verifies may not write it. */
import { randomBytes } from 'node:crypto';
import { beginParameter } from '../sources/begin-parameter.ts';

/** Writes a first key unless there are some, and returns what stands there then. `keyArn` encrypts it. */
export const makeLinkKeys = (name: string, keyArn: string): Promise<string> =>
  beginParameter(name, JSON.stringify([randomBytes(32).toString('base64url')]), keyArn);
