/** Which complaints are severe, and why: the company's rules, held against one complaint. Pure. */
import type { Severe } from '../config/complaint-care.ts';
import type { Policy } from '../config/policy.ts';
import type { ComplaintRecord } from '../record/record.ts';

/** Why a complaint is severe. `what` is the rule's own: the category, the word, the account. */
export interface SevereReason {
  by: 'severity' | 'category' | 'word' | 'key-account';
  what: string;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Customers on a phone leave case and accents out. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Scripts that write no blanks between words. */
const unparted = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** A word of the rules stands alone in a text; one that ends with a star may go on; blanks in it are any blanks. */
const patternOf = (word: string): RegExp => {
  const open = word.endsWith('*');
  const body = plain(open ? word.slice(0, -1) : word)
    .trim()
    .split(/\s+/)
    .map(escaped)
    .join('\\s+');
  if (unparted.test(body)) return new RegExp(body, 'u');
  return new RegExp(`(?<![\\p{L}\\p{N}])${body}${open ? '' : '(?![\\p{L}\\p{N}])'}`, 'u');
};

// Kept as long as the policy's own object: every complaint of a batch is held against the same words.
const known = new WeakMap<Severe, { word: string; pattern: RegExp }[]>();
const patternsOf = (severe: Severe) => {
  let patterns = known.get(severe);
  if (!patterns) {
    patterns = severe.words.map((word) => ({ word, pattern: patternOf(word) }));
    known.set(severe, patterns);
  }
  return patterns;
};

/**
 * Why a complaint is severe; empty if it is not.
 * @param text the customer's words, which stand apart from the record
 */
export const severeReasons = (
  { facets: { received, about } }: Pick<ComplaintRecord, 'facets'>,
  text: string | undefined,
  { complaints: { severe } }: Pick<Policy, 'complaints'>,
): SevereReason[] => {
  const reasons: SevereReason[] = [];
  if (received?.severity === 'high') reasons.push({ by: 'severity', what: 'high' });
  if (!severe) return reasons;
  if (received?.category !== undefined && severe.categories.includes(received.category))
    reasons.push({ by: 'category', what: received.category });
  const account = about?.keyAccount;
  if (account !== undefined && (severe.keyAccounts === 'all' || severe.keyAccounts.includes(account)))
    reasons.push({ by: 'key-account', what: account });
  if (text !== undefined && severe.words.length > 0) {
    const said = plain(text);
    for (const { word, pattern } of patternsOf(severe))
      if (pattern.test(said)) reasons.push({ by: 'word', what: word });
  }
  return reasons;
};
