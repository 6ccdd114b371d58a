/** A secret that the functions make themselves, in a parameter: no template holds one. Who may read it, and who may begin it. */
import { Stack } from 'aws-cdk-lib';
import type { HoshinFunction } from './function.ts';
import type { Tables } from './tables.ts';

type AnyFunction = HoshinFunction<Record<string, string>>;

export class OwnParameter {
  readonly name: string;
  /** Of the key that encrypts it. */
  readonly keyArn: string;

  /** @param name `/hoshin/production/link-keys` */
  constructor(name: string, { key }: Tables) {
    this.name = name;
    this.keyArn = key.keyArn;
  }

  allowReading(reader: AnyFunction): void {
    reader.allow(['ssm:GetParameter'], this.arnIn(reader));
    reader.allowKey(['kms:Decrypt'], this.keyArn, 'ssm');
  }

  /** Whoever needs it first makes it. */
  allowMaking(maker: AnyFunction): void {
    maker.allow(['ssm:GetParameter', 'ssm:PutParameter'], this.arnIn(maker));
    maker.allowKey(['kms:Decrypt', 'kms:Encrypt'], this.keyArn, 'ssm');
  }

  private arnIn(scope: AnyFunction): string {
    const resourceName = this.name.slice(1);
    return Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName });
  }
}
