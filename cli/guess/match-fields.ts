/** Which column is which field: by name and by what stands in it. A field takes one column, a column gives one field. */
import type { RecordType } from '../../events/record-types.ts';
import { recordTypes } from '../../events/record-types.ts';
import { type FieldWords, fieldWords, type Looks, normaliseName } from './lexicon.ts';
import { stateWords, truthOf } from './meanings.ts';
import { dateShare, numberShare, type Profile, wholeShare } from './profile.ts';

export interface Match {
  words: FieldWords;
  profile: Profile;
  /** 0 to 1. */
  score: number;
  /** Columns that fit as well, or nearly. */
  rivals: Profile[];
}

/** Below it a match is not even mentioned. */
const least = 0.45;
/** From it on a match is taken; between the two it is proposed in a comment. */
export const sureFrom = 0.75;
/** As many letters as a dimension may have. */
const longestLabel = 64;

const shareOf = (profile: Profile, holds: (text: string) => boolean): number => {
  let all = 0;
  let held = 0;
  for (const [text, count] of profile.values) {
    all += count;
    if (holds(text)) held += count;
  }
  return all === 0 ? 0 : held / all;
};

const states = [...stateWords['handling.state'], ...stateWords['progress.state']];

/** How well what stands in a column suits a field, 0 to 1. */
const fits: Record<Looks, (profile: Profile, field: string) => number> = {
  date: (profile) => (dateShare(profile) >= 0.9 ? 1 : 0),
  amount: (profile) => (numberShare(profile) >= 0.95 && profile.numbers.least >= 0 ? 1 : 0),
  flag: (profile) =>
    profile.values.size <= 4 && shareOf(profile, (text) => truthOf(text) !== undefined) === 1 ? 1 : 0,
  label: (profile) => {
    if (profile.longest > longestLabel || dateShare(profile) > 0.5) return 0;
    // What is different in nearly every row slices nothing.
    return profile.distinct > 20 && profile.distinct > profile.filled * 0.8 ? 0.5 : 1;
  },
  text: (profile) => (dateShare(profile) > 0.5 || numberShare(profile) > 0.5 ? 0 : 1),
  id: (profile) => (profile.longest <= 256 && dateShare(profile) < 0.5 ? 1 : 0),
  email: (profile) => shareOf(profile, (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)),
  state: (profile) =>
    profile.values.size > 50 ? 0 : shareOf(profile, (text) => states.some(([word]) => word.test(normaliseName(text)))),
  score: (profile, field) => {
    const { least: low, most } = profile.numbers;
    const range: Record<string, [number, number]> = {
      'answer.nps': [0, 10],
      'answer.csat': [1, 5],
      'answer.ces': [1, 7],
    };
    const [from, to] = range[field] ?? [0, 0];
    if (wholeShare(profile) < 1 || low < from || most > to) return 0;
    // Nobody above 5 on a scale of ten: rather another scale.
    return field === 'answer.nps' && most <= 5 ? 0.5 : 1;
  },
};

const nameScore = ({ sure, maybe, not }: FieldWords, name: string): number => {
  if (not?.test(name)) return 0;
  const ofName = (words: RegExp, whole: number, part: number) => {
    const [found] = words.exec(name) ?? [];
    return found === undefined ? 0 : found.trim() === name ? whole : part;
  };
  return Math.max(ofName(sure, 1, 0.85), maybe ? ofName(maybe, 0.6, 0.4) : 0);
};

/** Takes the best pairs first. */
export const matchFields = (type: RecordType, profiles: readonly Profile[]): Match[] => {
  const pairs = fieldWords[type].flatMap((words) =>
    profiles.flatMap((profile) => {
      if (profile.values.size === 0) return [];
      const named = nameScore(words, normaliseName(profile.name));
      const score = named === 0 ? 0 : named * fits[words.looks](profile, words.field);
      return score >= least ? [{ words, profile, score }] : [];
    }),
  );
  const order = [...pairs].sort(
    (one, two) =>
      two.score - one.score ||
      two.profile.filled - one.profile.filled ||
      one.profile.name.length - two.profile.name.length,
  );
  const matches: Match[] = [];
  for (const { words, profile, score } of order) {
    if (matches.some((match) => match.words.field === words.field || match.profile === profile)) continue;
    const rivals = order
      .filter((pair) => pair.words === words && pair.profile !== profile && pair.score > score - 0.1)
      .map((pair) => pair.profile)
      .filter((rival) => !matches.some((match) => match.profile === rival));
    matches.push({ words, profile, score, rivals });
  }
  // In the order of the contract, which is that of the lexicon.
  return matches.sort((one, two) => fieldWords[type].indexOf(one.words) - fieldWords[type].indexOf(two.words));
};

export interface TypeGuess {
  type: RecordType;
  sure: boolean;
  /** What speaks for each type. */
  scores: Record<RecordType, number>;
}

/** The type that the columns speak for; `undefined` where they speak for none. */
export const guessType = (profiles: readonly Profile[]): TypeGuess | undefined => {
  const scored = recordTypes.map((type) => ({
    type,
    score: matchFields(type, profiles).reduce((sum, { words, score }) => sum + (words.weight ?? 0) * score, 0),
  }));
  const scores = Object.fromEntries(scored.map(({ type, score }) => [type, score])) as TypeGuess['scores'];
  const [best, second] = scored.sort((one, two) => two.score - one.score);
  if (!best || best.score === 0) return undefined;
  return { type: best.type, scores, sure: best.score >= 3 && best.score >= 1.5 * (second?.score ?? 0) };
};
