/** How a map reads a column for a field: patterns, texts that mean none, what each text stands for, with what is doubtful about it. */
import { isCompact, reads, swapped } from './date-shapes.ts';
import { type FieldWords, normaliseName } from './lexicon.ts';
import { severityOf, stateWords, truthOf } from './meanings.ts';
import type { Profile } from './profile.ts';

export type MapColumn = string | number | Record<string, unknown> | Record<string, unknown>[];

export interface Proposal {
  value: MapColumn;
  /** False where it must not be used as it stands: then it is written as a comment. */
  sure: boolean;
  /** What a person should know, for the comment beside it. */
  notes: string[];
}

const count = (number: number) => number.toLocaleString('en');

/** What a file's dates have in common: a column whose days decide speaks for one whose days do not. */
export interface DateOrder {
  dayFirst: number;
  monthFirst: number;
}

/** The order of day and month in all columns together. */
export const orderOf = (profiles: readonly Profile[]): DateOrder =>
  profiles.reduce(
    (sum, { dates: { order } }) => ({
      dayFirst: sum.dayFirst + (order?.dayFirst ?? 0),
      monthFirst: sum.monthFirst + (order?.monthFirst ?? 0),
    }),
    { dayFirst: 0, monthFirst: 0 },
  );

const noneOf = (profile: Profile, notes: string[]): Record<string, unknown> => {
  if (profile.sentinels.length === 0) return {};
  notes.push(
    `taken as no value: ${profile.sentinels.map(({ text, count: times }) => `"${text}" ${count(times)}×`).join(', ')}`,
  );
  return { none: profile.sentinels.map(({ text }) => text) };
};

/** Texts of a column of dates that are none, when they are few and repeat: most likely they mean none. */
const unreadOf = (profile: Profile, isDate: (text: string) => boolean) =>
  [...profile.values].filter(([text]) => !isDate(text)).sort((one, two) => two[1] - one[1]);

const dateValue = (profile: Profile, file: DateOrder): Proposal => {
  const notes: string[] = [];
  const { order, unread, yearFirst } = profile.dates;
  let { patterns } = profile.dates;
  let sure = true;
  if (yearFirst) {
    sure = false;
    notes.push(
      `the year may stand first (yy-MM-dd) in ${count(yearFirst)} of them: the last number differs as much as the first`,
    );
  } else if (order && order.dayFirst === 0 && order.monthFirst === 0) {
    const dotted = patterns.some(({ pattern }) => pattern.includes('.'));
    if (file.monthFirst > 0 && file.dayFirst === 0) {
      patterns = patterns.map((each) => ({ ...each, pattern: swapped(each.pattern) }));
      notes.push('month first, as in other columns of this file; this one fits both ways');
    } else if (file.dayFirst > 0 && file.monthFirst === 0)
      notes.push('day first, as in other columns of this file; this one fits both ways');
    else if (dotted) notes.push('day first, as dates with dots are; no day above 12 proves it');
    else {
      sure = false;
      notes.push(
        `day and month cannot be told apart: all ${count(order.either)} values fit ${patterns[0]?.pattern} and ${swapped(patterns[0]?.pattern ?? '')}`,
      );
    }
  } else if (order && order.dayFirst > 0 && order.monthFirst > 0) {
    sure = false;
    notes.push(
      `both orders occur: day first ${count(order.dayFirst)}×, month first ${count(order.monthFirst)}×, either ${count(order.either)}×; the first pattern that fits counts`,
    );
  } else if (order) {
    const [shown, proof] = order.dayFirst > 0 ? ['day', order.dayFirst] : ['month', order.monthFirst];
    notes.push(`${shown} first: nothing else fits ${count(proof)} of them`);
  }
  if (patterns.length > 1)
    notes.push(`patterns: ${patterns.map(({ pattern, count: times }) => `${pattern} ${count(times)}×`).join(', ')}`);
  if (patterns.some(({ pattern }) => isCompact(pattern)))
    notes.push('digits alone, taken for dates by the name of the column');
  const none = noneOf(profile, notes);
  if (unread > 0) {
    const texts = unreadOf(profile, (text) => patterns.some(({ pattern }) => reads(pattern, text)));
    const shown = texts.slice(0, 3).map(([text, times]) => `"${text}" ${count(times)}×`);
    notes.push(
      `no date, and will be rejected: ${shown.join(', ')}${texts.length > 3 ? ` and ${texts.length - 3} more` : ''}; add to none what means no value`,
    );
  }
  const names = patterns.map(({ pattern }) => pattern);
  const date = names.length === 1 && names[0] === 'iso' ? {} : { date: names.length === 1 ? names[0] : names };
  const value = { column: profile.column, ...none, ...date };
  return { value: Object.keys(value).length === 1 ? profile.column : value, sure, notes };
};

/** `values` for texts that stand for something; texts that nobody knows reject their rows, unless `~` is meant. */
const wordsValue = (
  profile: Profile,
  stands: (text: string) => string | boolean | null | undefined,
  otherwise: boolean,
): Proposal => {
  const notes: string[] = [];
  const none = noneOf(profile, notes);
  const values: Record<string, string | boolean | null> = {};
  const unknown: string[] = [];
  for (const [text, times] of [...profile.values].sort((one, two) => two[1] - one[1])) {
    const meaning = stands(text);
    if (meaning === undefined) unknown.push(`"${text}" ${count(times)}×`);
    else values[text] = meaning;
  }
  if (unknown.length > 0)
    notes.push(
      `${otherwise ? 'taken as no value' : 'not understood, and will be rejected'}: ${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ''}`,
    );
  return {
    value: { column: profile.column, ...none, values, ...(otherwise && unknown.length > 0 && { otherwise: null }) },
    sure: Object.keys(values).length > 0,
    notes,
  };
};

/** Counts: `1.234` and `1,234` are thousands, since the fields that the lexicon fills take whole numbers. */
const countValue = (profile: Profile): Proposal => {
  const notes: string[] = [];
  const found = { plain: 0, dots: 0, commas: 0, broken: 0 };
  for (const [text, times] of profile.values) {
    if (/^[+-]?\d+$/.test(text)) found.plain += times;
    else if (/^[+-]?\d{1,3}(\.\d{3})+$/.test(text)) found.dots += times;
    else if (/^[+-]?\d{1,3}(,\d{3})+$/.test(text)) found.commas += times;
    else found.broken += times;
  }
  const none = noneOf(profile, notes);
  const grouped = found.dots + found.commas;
  if (grouped > 0)
    notes.push(
      `values like ${found.dots > 0 ? '1.234' : '1,234'} are thousands, since whole numbers are wanted: ${count(grouped)}×`,
    );
  if (found.dots > 0 && found.commas > 0) notes.push('dots and commas both part thousands');
  if (found.broken > 0) notes.push(`no whole number: ${count(found.broken)}×`);
  const value = { column: profile.column, ...none, ...(grouped > 0 && { decimal: found.dots > 0 ? ',' : '.' }) };
  return {
    value: Object.keys(value).length === 1 ? profile.column : value,
    sure: found.broken === 0 && !(found.dots > 0 && found.commas > 0),
    notes,
  };
};

const plainValue = (profile: Profile): Proposal => {
  const notes: string[] = [];
  const none = noneOf(profile, notes);
  const value = { column: profile.column, ...none };
  return { value: profile.sentinels.length === 0 ? profile.column : value, sure: true, notes };
};

/** Proposes the value of a field that a column gives. */
export const proposeValue = ({ field, looks }: FieldWords, profile: Profile, file: DateOrder): Proposal => {
  if (looks === 'date') return dateValue(profile, file);
  // That an order is not cancelled says nothing by itself.
  if (field === 'promise.cancelled') return wordsValue(profile, (text) => truthOf(text) || null, false);
  if (looks === 'flag') {
    const plain = [...profile.values.keys()].every((text) => text === 'true' || text === 'false');
    return plain ? plainValue(profile) : wordsValue(profile, truthOf, false);
  }
  if (field === 'received.severity') return wordsValue(profile, severityOf, true);
  if (looks === 'state') {
    const words = stateWords[field === 'progress.state' ? 'progress.state' : 'handling.state'];
    return wordsValue(profile, (text) => words.find(([word]) => word.test(normaliseName(text)))?.[1], false);
  }
  return looks === 'amount' || looks === 'score' ? countValue(profile) : plainValue(profile);
};
