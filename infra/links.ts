/** Links in mails: where their pages are, and the parameter that holds the keys which sign them. */
import { Stack } from 'aws-cdk-lib';
import type { Api } from './api.ts';
import type { HoshinFunction } from './function.ts';
import type { Tables } from './tables.ts';

type AnyFunction = HoshinFunction<Record<string, string>>;

export class Links {
  /** `/hoshin/production/link-keys`. The functions make it themselves: no template holds a secret. */
  private readonly parameter: string;
  private readonly keyArn: string;
  private readonly pagesUrl: string;

  constructor(stage: string, { key }: Tables, { pagesUrl }: Api) {
    this.parameter = `/hoshin/${stage}/link-keys`;
    this.keyArn = key.keyArn;
    this.pagesUrl = pagesUrl;
  }

  /** What a function is told that reads links. */
  get reading() {
    return { LINK_KEYS: this.parameter };
  }

  /** What a function is told that signs links. */
  get signing() {
    return { ...this.signingForms, PAGES_URL: this.pagesUrl };
  }

  /** What a function is told that signs forms: they stand on its own pages, whose address it need not know. */
  get signingForms() {
    return { ...this.reading, KEY_ARN: this.keyArn };
  }

  allowReading(reader: AnyFunction): void {
    reader.allow(['ssm:GetParameter'], this.arnIn(reader));
    reader.allowKey(['kms:Decrypt'], this.keyArn, 'ssm');
  }

  /** Whoever signs first makes the first key. */
  allowSigning(signer: AnyFunction): void {
    signer.allow(['ssm:GetParameter', 'ssm:PutParameter'], this.arnIn(signer));
    signer.allowKey(['kms:Decrypt', 'kms:Encrypt'], this.keyArn, 'ssm');
  }

  private arnIn(scope: AnyFunction): string {
    return Stack.of(scope).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: this.parameter.slice(1),
    });
  }
}
