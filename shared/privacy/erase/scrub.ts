/** Takes out of texts what gives a person away: their addresses, telephone numbers, full names, ids and own words. Pure. */
import { hole } from '../forget.ts';
import { type Dossier, identitiesOfDossier } from './dossier.ts';

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** As a whole, in any case; blanks of any kind between its words. */
const wholly = (text: string): RegExp => {
  const words = text.trim().split(/\s+/u).map(escapePattern).join('\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'giu');
};

/** An address ends `marie-anne@…` too, and begins `anne@mail.example.org`: those are other people's. */
const addressWholly = (address: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}](?:\\.|[_%+-]{0,9}))${escapePattern(address)}(?![.-]?[\\p{L}\\p{N}])`, 'giu');

const patternOf = (text: string): RegExp => (/^\S+@\S+$/u.test(text) ? addressWholly(text) : wholly(text));

/** A single word may be anybody's name, and a place's too: only in the person's own records it is surely theirs. */
const isTelling = (name: string): boolean => /\S\s+\S/u.test(name.trim());
/** Short words and numbers stand in many texts that have nothing to do with the person. */
const isLong = (text: string): boolean => [...text.trim()].length >= 6;
/** So have phrases: `late again` is what anybody writes. */
const isOwn = (words: string): boolean => [...words.trim()].length >= 40;
/** `keyAccount=Acme Corporation`: a slice, which counts, and is no sentence. */
const isSlice = (text: string): boolean => /^[a-zA-Z]+=/.test(text);

export type Scrub = (text: string) => string;

const longestFirst = (texts: readonly string[]): RegExp[] =>
  [...new Set(texts)].sort((a, b) => b.length - a.length).map(patternOf);

const replace = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce((left, pattern) => left.replace(pattern, hole), text);

const reachable = ({ emails, phones }: Dossier): string[] => [...emails, ...[...phones].filter(isLong)];

/** Takes the person's addresses and telephone numbers out of a text: what can mean nobody else, wherever it stands. */
export const addressScrubberOf = (dossier: Dossier): Scrub => {
  const patterns = longestFirst(reachable(dossier));
  return (text) => replace(text, patterns);
};

/** Takes the person out of a text that somebody wrote; an equal text if they are not in it. */
export const scrubberOf = (dossier: Dossier): Scrub => {
  const ids = identitiesOfDossier(dossier).flatMap((identity) => ('id' in identity ? [identity.id] : []));
  const patterns = longestFirst([
    ...[...dossier.texts].filter(isOwn),
    ...reachable(dossier),
    ...[...dossier.names].filter(isTelling),
  ]);
  const inSentences = longestFirst(ids.filter(isLong));
  return (text) => {
    if (isSlice(text)) return text;
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
