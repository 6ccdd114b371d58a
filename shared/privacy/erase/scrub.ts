/** Takes out of texts what gives a person away: their addresses, telephone numbers, full names, ids and own words. Pure. */
import { hole } from '../forget.ts';
import { type Dossier, identitiesOfDossier } from './dossier.ts';

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** As a whole, in any case; blanks of any kind between its words. */
const wholly = (text: string): RegExp => {
  const words = text.trim().split(/\s+/u).map(escapePattern).join('\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'giu');
};

/** A single word may be anybody's name, and a place's too: only in the person's own records it is surely theirs. */
const isTelling = (name: string): boolean => /\S\s+\S/u.test(name.trim());
/** Short words and numbers stand in many texts that have nothing to do with the person. */
const isLong = (text: string): boolean => [...text.trim()].length >= 6;

export type Scrub = (text: string) => string;

/** Takes the person out of a text; an equal text if they are not in it. */
export const scrubberOf = (dossier: Dossier): Scrub => {
  const ids = identitiesOfDossier(dossier).flatMap((identity) => ('id' in identity ? [identity.id] : []));
  const everywhere = [
    ...[...dossier.texts].filter(isLong),
    ...dossier.emails,
    ...[...dossier.phones].filter(isLong),
    ...[...dossier.names].filter(isTelling),
  ];
  const longestFirst = (texts: readonly string[]) =>
    [...new Set(texts)].sort((a, b) => b.length - a.length).map(wholly);
  const patterns = longestFirst(everywhere);
  const inSentences = longestFirst(ids.filter(isLong));
  const replace = (text: string, all: readonly RegExp[]) =>
    all.reduce((left, pattern) => left.replace(pattern, hole), text);
  return (text) => {
    const left = replace(text, patterns);
    // Alone, an id may be the name of something else: an order's number, a key.
    return /\s/u.test(left) ? replace(left, inSentences) : left;
  };
};

/** A plain value with every text in it scrubbed; the very same value if nothing was found. */
export const scrubValue = <T>(value: T, scrub: Scrub): T => {
  if (typeof value === 'string') return scrub(value) as T & string;
  if (Array.isArray(value)) {
    const parts = value.map((part) => scrubValue(part, scrub));
    return parts.some((part, at) => part !== value[at]) ? (parts as T & unknown[]) : value;
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, part, scrubValue(part, scrub)] as const);
  if (entries.every(([, before, after]) => before === after)) return value;
  return Object.fromEntries(entries.map(([name, , after]) => [name, after])) as T;
};
