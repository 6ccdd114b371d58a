/** Links in mails: where their pages are, and the parameter that holds the keys which sign them. */
import type { Api } from './api.ts';
import { OwnParameter } from './own-parameter.ts';
import type { Tables } from './tables.ts';

export class Links extends OwnParameter {
  private readonly pagesUrl: string;

  constructor(stage: string, tables: Tables, { pagesUrl }: Api) {
    super(`/hoshin/${stage}/link-keys`, tables);
    this.pagesUrl = pagesUrl;
  }

  /** What a function is told that reads links. */
  get reading() {
    return { LINK_KEYS: this.name };
  }

  /** What a function is told that signs links. */
  get signing() {
    return { ...this.signingForms, PAGES_URL: this.pagesUrl };
  }

  /** What a function is told that signs forms: they stand on its own pages, whose address it need not know. */
  get signingForms() {
    return { ...this.reading, KEY_ARN: this.keyArn };
  }
}
