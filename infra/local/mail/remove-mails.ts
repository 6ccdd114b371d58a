/** Takes mails out of those that the local stand-in for SES has kept. SES itself keeps none. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { readEndpoints } from '../data-folder.ts';

export interface KeptMail {
  /** Addresses. */
  to: string[];
  /** Subject and both bodies; the HTML also without its markup, which may part the words of a name. */
  texts: string[];
}

const readMail = async (raw: string): Promise<KeptMail> => {
  const { to = [], subject = '', text = '', html = '' } = await PostalMime.parse(raw);
  const read = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  return { to: to.flatMap(({ address }) => address ?? []), texts: [subject, text, html, read] };
};

/** How many mails are like that. With `apply` they are gone, and the inbox page is empty: it can only forget all. */
export const removeMails = async (
  dataDir: string,
  isMeant: (mail: KeptMail) => boolean,
  apply: boolean,
): Promise<number> => {
  const folder = join(dataDir, 'mail');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
  let found = 0;
  for (const name of names) {
    if (!isMeant(await readMail(readFileSync(join(folder, name), 'utf8')))) continue;
    found += 1;
    if (apply) rmSync(join(folder, name));
  }
  const inbox = readEndpoints(dataDir)?.endpoints.ses;
  if (apply && found > 0 && inbox !== undefined) await fetch(new URL('/clear-store', inbox), { method: 'POST' });
  return found;
};
