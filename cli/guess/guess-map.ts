/** The map that a file's columns speak for. What is not certain is said, and left out of what counts. */
import type { RecordType } from '../../events/record-types.ts';
import { fieldsOf } from '../../shared/core/import/field-kinds.ts';
import { complaintState, deliveryState } from './derive-state.ts';
import { findId, type IdGuess } from './find-id.ts';
import { guessOutcome } from './guess-outcome.ts';
import { beganName, type FieldWords, normaliseName, updatedName } from './lexicon.ts';
import { guessType, type Match, matchFields, sureFrom, type TypeGuess } from './match-fields.ts';
import { dateShare, type Profile, profileColumn } from './profile.ts';
import { type DateOrder, type MapColumn, orderOf, type Proposal, proposeValue } from './propose-value.ts';
import type { Sample } from './read-sample.ts';

export interface ProposedField extends Proposal {
  field: string;
  columns: Profile[];
}

export interface Guess {
  type: RecordType;
  typeSure: boolean;
  scores?: TypeGuess['scores'];
  profiles: Profile[];
  id: IdGuess;
  time: { value: MapColumn | { file: true }; notes: string[] };
  fields: ProposedField[];
  /** Fields without which such a record is refused, or does not count, and that no column gives. */
  missing: string[];
  /** True if times come without an offset. */
  localTimes: boolean;
}

/** The date that each type counts by: the only column of dates is taken for it, whatever it is called. */
const ownDate: Partial<Record<RecordType, string>> = {
  inspection: 'result.inspectedAt',
  complaint: 'received.receivedAt',
  response: 'answer.answeredAt',
};

const needed: Record<RecordType, string[][]> = {
  delivery: [['promise.requested', 'promise.first', 'promise.latest'], ['progress.state']],
  inspection: [['result.inspectedAt'], ['result.inspected'], ['result.rejected']],
  complaint: [['received.receivedAt']],
  response: [['answer.answeredAt'], ['answer.survey'], ['answer.nps', 'answer.csat', 'answer.ces', 'answer.text']],
};

const isDated = (profile: Profile) => profile.values.size > 0 && dateShare(profile) >= 0.9;

const proposeField = (match: Match, order: DateOrder): ProposedField => {
  const { words, profile, score, rivals } = match;
  const proposal = proposeValue(words, profile, order);
  const notes = [...proposal.notes];
  if (score < sureFrom) notes.unshift('by its name it may be this, or something else');
  if (rivals.length > 0) notes.push(`could also be ${rivals.map(({ name }) => `"${name}"`).join(', ')}`);
  const sure = proposal.sure && score >= sureFrom;
  return { field: words.field, columns: [profile], value: proposal.value, sure, notes };
};

/** When the sender knew it: a date of change first, then the latest date of the record's life that a row has. */
const guessTime = (
  type: RecordType,
  fields: readonly ProposedField[],
  profiles: readonly Profile[],
  order: DateOrder,
): Guess['time'] => {
  const asTime = (words: Pick<FieldWords, 'field'>, profile: Profile) =>
    proposeValue({ field: words.field, looks: 'date', sure: /./ }, profile, order);
  const named = (pattern: RegExp) =>
    profiles.filter((profile) => isDated(profile) && pattern.test(normaliseName(profile.name)));
  const life: Record<RecordType, string[]> = {
    delivery: ['progress.deliveredAt'],
    inspection: ['result.inspectedAt'],
    complaint: ['handling.closedAt', 'handling.resolvedAt', 'received.receivedAt'],
    response: ['answer.answeredAt'],
  };
  const lived = life[type].flatMap((field) =>
    fields.filter((each) => each.field === field && each.sure).flatMap(({ columns }) => columns.slice(0, 1)),
  );
  const columns = [...new Set([...named(updatedName).slice(0, 1), ...lived, ...named(beganName).slice(0, 1)])];
  const always = columns.findIndex((profile) => profile.filled === profile.rows && profile.sentinels.length === 0);
  const proposals = columns.slice(0, always + 1).map((profile) => asTime({ field: 'time' }, profile));
  if (always < 0 || proposals.some(({ sure }) => !sure))
    return {
      value: { file: true },
      notes: ["the file's own time: no column of dates is certain and filled in every row"],
    };
  const values = proposals.map(({ value }) => value) as Exclude<MapColumn, Record<string, unknown>[]>[];
  const [only] = values;
  return {
    value: values.length === 1 && only !== undefined ? only : (values as Record<string, unknown>[]),
    notes: ['of two versions of a record the one with the later time counts'],
  };
};

/** Puts what the dates imply in the place of what a column of states says. */
const withStates = (
  type: RecordType,
  fields: ProposedField[],
  matches: readonly Match[],
  cells: (profile: Profile, row: number) => string,
): ProposedField[] => {
  const sure = (field: string) =>
    matches.find(
      ({ words }) =>
        words.field === field && fields.some((each) => each.field === field && (each.sure || field.endsWith('.state'))),
    );
  const put = (field: string, proposal: Proposal | undefined, columns: Profile[]) => {
    if (!proposal) return;
    const at = fields.findIndex((each) => each.field === field);
    const made = { ...proposal, field, columns: at < 0 ? columns : (fields[at]?.columns ?? columns) };
    if (at < 0) fields.push(made);
    else fields[at] = made;
  };
  if (type === 'complaint') {
    put('handling.state', complaintState(sure, cells), []);
    const closed = fields.find(({ field, sure: taken }) => field === 'handling.closedAt' && taken);
    const resolved = fields.find(({ field, sure: taken }) => field === 'handling.resolvedAt' && taken);
    // A closed case was resolved by then at the latest: the contract wants the date.
    if (closed && !resolved)
      put(
        'handling.resolvedAt',
        { value: closed.value, sure: true, notes: ['no other column says when: the date of closing'] },
        closed.columns,
      );
    else if (closed && resolved)
      put(
        'handling.resolvedAt',
        { ...resolved, value: [resolved.value, closed.value] as Record<string, unknown>[] },
        resolved.columns,
      );
  }
  if (type === 'delivery') {
    const { state, cancelled } = deliveryState(sure, cells);
    put('progress.state', state, []);
    if (!fields.some(({ field }) => field === 'promise.cancelled'))
      put(
        'promise.cancelled',
        cancelled,
        sure('progress.state')?.profile ? [(sure('progress.state') as Match).profile] : [],
      );
  }
  return fields;
};

/** What a field of the record holds is not its id: a customer's, a score. A delivery may well have one response. */
const namesOther = ({ field }: ProposedField) => field !== 'answer.delivery';

/** Guesses a file's map. `undefined` where nothing says what its rows are, and nobody does. */
export const guessMap = (
  sample: Sample,
  wanted: RecordType | undefined,
): Guess | { profiles: Profile[]; type: undefined } => {
  const profiles = sample.columns.map(({ name, column }, index) =>
    profileColumn(
      name,
      column,
      sample.rows.map((row) => row[index]),
    ),
  );
  const guessed = guessType(profiles);
  const type = wanted ?? guessed?.type;
  if (!type) return { profiles, type: undefined };
  const order = orderOf(profiles);
  const matches = matchFields(type, profiles);
  const fields = matches.map((match) => proposeField(match, order));
  const dated = profiles.filter(isDated);
  const own = ownDate[type];
  if (own && !fields.some(({ field }) => field === own) && dated.length === 1 && dated[0]) {
    const proposal = proposeValue({ field: own, looks: 'date', sure: /./ }, dated[0], order);
    fields.unshift({ ...proposal, field: own, columns: dated, notes: ['the only column of dates', ...proposal.notes] });
  }
  if (type === 'inspection' && !fields.some(({ field }) => /\.(?:inspected|rejected)$/.test(field))) {
    const taken = fields.flatMap(({ columns }) => columns);
    const outcome = guessOutcome(profiles.filter((profile) => !taken.includes(profile)));
    if (outcome)
      fields.push(
        { ...outcome.inspected, field: 'result.inspected', columns: [] },
        { ...outcome.rejected, field: 'result.rejected', columns: [outcome.column] },
      );
  }
  const indexes = new Map(profiles.map((profile, index) => [profile, index]));
  const cells = (profile: Profile, row: number) => String(sample.rows[row]?.[indexes.get(profile) ?? -1] ?? '').trim();
  const complete = withStates(type, fields, matches, cells);
  const has = (field: string) => complete.some((each) => each.field === field && each.sure);
  const places = [...fieldsOf(type).keys()];
  complete.sort((one, two) => places.indexOf(one.field) - places.indexOf(two.field));
  return {
    ...{ type, typeSure: wanted !== undefined || (guessed?.sure ?? false), profiles, fields: complete },
    ...(guessed && { scores: guessed.scores }),
    id: findId(profiles, sample.rows, new Set(complete.filter(namesOther).flatMap(({ columns }) => columns))),
    time: guessTime(type, complete, profiles, order),
    missing: needed[type]
      .filter((fieldsOfOne) => !fieldsOfOne.some(has))
      .map((fieldsOfOne) => fieldsOfOne.join(' or ')),
    localTimes: complete.some(({ columns }) => columns.some(({ dates }) => dates.local)),
  };
};
