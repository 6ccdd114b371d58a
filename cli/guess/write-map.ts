/** A guess as a map file: YAML that `hoshin import` reads, with what is doubtful said beside it, and left out by a # before it. */
import { stringify } from 'yaml';
import type { Guess, ProposedField } from './guess-map.ts';
import type { Sample } from './read-sample.ts';

const flow = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, nullStr: '~', indentSeq: false }).trim();

/** A text that came from outside must not end a comment's line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const asComment = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');

const longestLine = 120;

/** A line with its comment: behind it where there is room, above it where there is not. */
const withNotes = (line: string, notes: readonly string[], indent = ''): string[] => {
  if (notes.length === 0) return [line];
  const text = asComment(notes.join('; '));
  return line.length + text.length + 5 <= longestLine ? [`${line}   # ${text}`] : [`${indent}# ${text}`, line];
};

const entryLines = (key: string, value: unknown, notes: readonly string[], indent: string): string[] => {
  if (!Array.isArray(value)) return withNotes(`${indent}${key}: ${flow(value)}`, notes, indent);
  const [first = '', ...rest] = withNotes(`${indent}${key}:`, notes, indent);
  return [first, ...rest, ...value.map((item) => `${indent}  - ${flow(item)}`)];
};

const fieldLines = ({ field, value, sure, notes }: ProposedField): string[] => {
  const lines = entryLines(field, value, sure ? notes : ['not sure', ...notes], '  ');
  return sure ? lines : lines.map((line) => (line.startsWith('  #') ? line : line.replace(/^ {2}/, '  # ')));
};

const rowsOf = ({ rows, whole }: Sample) => `${whole ? 'all' : 'the first'} ${rows.length.toLocaleString('en')} rows`;

const idLines = ({ id }: Guess): string[] => {
  if (id.kind === 'content')
    return withNotes('id: { content: true }', [
      `${id.why}: the row's own content names it; a row that is corrected is another record`,
    ]);
  const names = id.columns.map(({ column }) => column);
  return withNotes(`id: ${flow(names.length === 1 ? names[0] : names)}`, [
    id.why,
    ...(id.sure ? [] : ['check that this is what the system calls it']),
  ]);
};

/** What speaks for each type, the most first. */
const spokenFor = ({ scores }: Guess): string => {
  const found = Object.entries(scores ?? {}).filter(([, score]) => score > 0);
  const ranked = found.sort((one, two) => two[1] - one[1]).map(([type, score]) => `${type} ${score.toFixed(1)}`);
  return ranked.length > 0 ? `: the names of the columns speak for ${ranked.join(', ')}` : '';
};

const csvOf = ({ layout }: Sample): Record<string, unknown> | undefined => {
  const { delimiter, quote, header, skip, format } = layout;
  const csv = {
    ...(format === 'csv' && delimiter !== ',' && { delimiter: delimiter === '\t' ? 'tab' : delimiter }),
    ...(format === 'csv' && quote === 'none' && { quote }),
    ...(skip > 0 && { skip }),
    ...((format === 'csv' || format === 'xlsx') && !header && { header }),
  };
  return Object.keys(csv).length > 0 ? csv : undefined;
};

export interface MapContext {
  /** As the person called it. */
  file: string;
  source: string;
  sheet: string | number | undefined;
  /** True if the file's name tells the format by itself. */
  formatByName: boolean;
}

/** The text of the map. */
export const writeMap = (guess: Guess, sample: Sample, { file, source, sheet, formatByName }: MapContext): string => {
  const { layout } = sample;
  const csv = csvOf(sample);
  const survey = guess.type === 'response' && guess.missing.includes('answer.survey');
  const missing = guess.missing.filter((field) => !(survey && field === 'answer.survey'));
  return [
    `# Proposed by \`hoshin import ${asComment(file)} --guess\` from ${rowsOf(sample)}.`,
    '# Check it, above all what has a comment. What is not certain begins with a # and counts only without it.',
    ...withNotes(`type: ${guess.type}`, guess.typeSure ? [] : [`not sure${spokenFor(guess)}`]),
    `source: ${source}`,
    ...(formatByName ? [] : [`format: ${layout.format}`]),
    ...(sheet === undefined ? [] : [`sheet: ${flow(sheet)}`]),
    ...(layout.encoding && layout.encoding.encoding !== 'utf-8'
      ? withNotes(
          `encoding: ${layout.encoding.encoding}`,
          layout.encoding.doubtful ? ['the file does not say it, and is not UTF-8'] : [],
        )
      : []),
    ...(csv ? [`csv: ${flow(csv)}`] : []),
    ...(guess.localTimes
      ? [
          "# timeZone: Europe/Berlin   # times have no offset: they are read in the company's zone, unless this says otherwise",
        ]
      : []),
    ...idLines(guess),
    ...entryLines('time', guess.time.value, guess.time.notes, ''),
    'fields:',
    ...missing.map((field) => `  # MISSING ${field}: it does not count without, and no column gives it for certain`),
    ...guess.fields.flatMap(fieldLines),
    ...(survey
      ? [`  answer.survey: { constant: ${source} }   # no column names the survey: check what it is to be called`]
      : []),
    '',
  ].join('\n');
};
