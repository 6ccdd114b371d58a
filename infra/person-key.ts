/** The key under which people are hashed. */
import { OwnParameter } from './own-parameter.ts';
import type { Tables } from './tables.ts';

export class PersonKey extends OwnParameter {
  constructor(stage: string, tables: Tables) {
    super(`/hoshin/${stage}/person-key`, tables);
  }

  /** What a function is told that hashes people who have been hashed before. */
  get reading() {
    return { PERSON_KEY: this.name };
  }

  /** What a function is told that may be the first to hash somebody. */
  get making() {
    return { ...this.reading, KEY_ARN: this.keyArn };
  }
}
