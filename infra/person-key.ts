/** The key under which people are hashed: who may read it, and who may begin it. */
import { Stack } from 'aws-cdk-lib';
import type { HoshinFunction } from './function.ts';
import type { Tables } from './tables.ts';

type AnyFunction = HoshinFunction<Record<string, string>>;

export class PersonKey {
  /** `/hoshin/production/person-key`. Whoever needs it first makes it: no template holds a secret. */
  readonly parameter: string;
  private readonly keyArn: string;

  constructor(stage: string, { key }: Tables) {
    this.parameter = `/hoshin/${stage}/person-key`;
    this.keyArn = key.keyArn;
  }

  /** What a function is told that hashes people who have been hashed before. */
  get reading() {
    return { PERSON_KEY: this.parameter };
  }

  /** What a function is told that may be the first to hash somebody. */
  get making() {
    return { ...this.reading, KEY_ARN: this.keyArn };
  }

  allowReading(reader: AnyFunction): void {
    reader.allow(['ssm:GetParameter'], this.arnIn(reader));
    reader.allowKey(['kms:Decrypt'], this.keyArn, 'ssm');
  }

  allowMaking(maker: AnyFunction): void {
    maker.allow(['ssm:GetParameter', 'ssm:PutParameter'], this.arnIn(maker));
    maker.allowKey(['kms:Decrypt', 'kms:Encrypt'], this.keyArn, 'ssm');
  }

  private arnIn(scope: AnyFunction): string {
    return Stack.of(scope).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: this.parameter.slice(1),
    });
  }
}
