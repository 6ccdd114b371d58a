/** What a guess saw in a file, as a table for people. */
import { formatNumber } from '../../shared/core/text/format.ts';
import { formatTable } from '../table.ts';
import { swapped } from './date-shapes.ts';
import type { Guess } from './guess-map.ts';
import { dateShare, numberShare, type Profile } from './profile.ts';
import type { Sample } from './read-sample.ts';
import type { Trial } from './try-map.ts';

const shorten = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const patternsOf = ({ dates: { patterns, order } }: Profile): string => {
  const open = order !== undefined && order.dayFirst + order.monthFirst === 0;
  return patterns
    .map(({ pattern, count }) => {
      const other = open ? swapped(pattern) : pattern;
      return `${other === pattern ? pattern : `${pattern} or ${other}`} ${formatNumber(count)}×`;
    })
    .join(', ');
};

const looksOf = (profile: Profile): string => {
  if (profile.values.size === 0) return profile.filled === 0 ? 'empty' : 'no values';
  if (dateShare(profile) >= 0.5) return patternsOf(profile);
  if (numberShare(profile) >= 0.95) return `${profile.numbers.least} to ${profile.numbers.most}`;
  if (profile.distinct <= 12) return `${profile.distinct} ${profile.distinct === 1 ? 'text' : 'texts'}`;
  return profile.distinct === profile.filled ? 'all different' : `${formatNumber(profile.distinct)} texts`;
};

const percent = (profile: Profile): string => {
  const share = profile.rows === 0 ? 0 : (100 * profile.filled) / profile.rows;
  return share > 0 && share < 1 ? '<1 %' : `${Math.floor(share)} %`;
};

const fieldsOf = (guess: Guess | undefined, profile: Profile): string => {
  const inId = guess?.id.kind === 'columns' && guess.id.columns.includes(profile) ? ['id'] : [];
  const fields = (guess?.fields ?? []).filter(({ columns }) => columns.includes(profile));
  return [...inId, ...fields.map(({ field, sure }) => (sure ? field : `${field}?`))].join(', ');
};

/** The table of the columns. */
export const columnTable = (profiles: readonly Profile[], guess: Guess | undefined): string =>
  formatTable(
    [
      { title: 'Column' },
      { title: 'Field' },
      { title: 'Filled', align: 'right' },
      { title: 'Holds' },
      { title: 'None' },
      { title: 'Examples' },
    ],
    profiles.map((profile) => [
      shorten(profile.name, 32),
      fieldsOf(guess, profile),
      percent(profile),
      shorten(looksOf(profile), 44),
      shorten(profile.sentinels.map(({ text, count }) => `${text} ${formatNumber(count)}×`).join(', '), 24),
      [...profile.values.keys()]
        .slice(0, 2)
        .map((text) => shorten(text, 22))
        .join(' · '),
    ]),
  );

const namedBy = (format: Sample['layout']['format'], header: boolean): string => {
  if (format === 'json' || format === 'ndjson') return 'named by path';
  return header ? 'named by the first row' : 'without a header: they go by number';
};

/** How the file is built, in a sentence. */
export const describeLayout = ({ layout, rows, whole, broken, columns }: Sample): string => {
  const { format, delimiter, quote, header, skip, encoding } = layout;
  const marks = { '\t': 'a tab', ' ': 'a space' }[delimiter] ?? `"${delimiter}"`;
  return [
    `${whole ? 'All' : 'The first'} ${formatNumber(rows.length)} rows were read: ${format}`,
    ...(format === 'csv' ? [`columns apart by ${marks}${quote === 'none' ? ', quotes are plain text' : ''}`] : []),
    ...(encoding ? [`${encoding.encoding}${encoding.doubtful ? ' (a guess)' : ''}`] : []),
    ...(skip > 0 ? [`the table begins after ${skip} other ${skip === 1 ? 'row' : 'rows'}`] : []),
    `${columns.length} columns, ${namedBy(format, header)}`,
    ...(broken > 0 ? [`${formatNumber(broken)} rows could not be told apart`] : []),
  ].join('; ');
};

/** What the map would make of the rows. */
export const describeTrial = ({ rows, valid, reasons }: Trial): string =>
  [
    `With this map ${formatNumber(valid)} of ${formatNumber(rows)} rows make valid events${valid < rows ? '; the others would be rejected:' : '.'}`,
    ...reasons.slice(0, 5).map(({ reason, count }) => `  ${formatNumber(count)}× ${shorten(reason, 160)}`),
    ...(reasons.length > 5 ? [`  and ${reasons.length - 5} more reasons`] : []),
  ].join('\n');
