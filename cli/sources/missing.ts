/** What somebody has to enter before another product's webhook is taken. */
import { loadAdapter } from '../../shared/sources/load-adapter.ts';
import type { SourceAccess } from '../../shared/sources/source-access.ts';

export interface Missing {
  source: string;
  /** `Typeform` */
  product: string;
  what: 'secret' | 'token';
  /** Where the product shows it. */
  from: string;
}

/** What a source lacks; nothing of one that sends events, whose secret `hoshin apply` makes. */
export const missingOf = async (
  source: string,
  access: Pick<SourceAccess, 'adapter' | 'secrets' | 'token' | 'settings'>,
): Promise<Missing[]> => {
  const adapter = access.adapter === undefined ? undefined : await loadAdapter(access.adapter);
  if (!adapter) return [];
  const { title: product, secretFrom, tokenFrom } = adapter;
  const needed = adapter.needsToken?.(access.settings) ?? true;
  const missing: Missing[] = [];
  if (access.secrets.length === 0) missing.push({ source, product, what: 'secret', from: secretFrom });
  if (tokenFrom !== undefined && needed && access.token === undefined)
    missing.push({ source, product, what: 'token', from: tokenFrom });
  return missing;
};

/** The command that enters it. */
export const commandFor = ({ source, what }: Missing): string =>
  `hoshin sources secret ${source}${what === 'token' ? ' --token' : ''}`;
