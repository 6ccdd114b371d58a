/** The states that dates imply: closed is what has a date of closing, delivered what has one of delivery. */
import { normaliseName } from './lexicon.ts';
import type { Match } from './match-fields.ts';
import { stateWords } from './meanings.ts';
import type { Profile } from './profile.ts';
import type { Proposal } from './propose-value.ts';

const count = (number: number) => number.toLocaleString('en');
const present = ({ column, sentinels }: Profile) => ({
  ...{ column, present: true },
  ...(sentinels.length > 0 && { none: sentinels.map(({ text }) => text) }),
});

type StateField = keyof typeof stateWords;

const meaningOf = (field: StateField, text: string) =>
  stateWords[field].find(([word]) => word.test(normaliseName(text)))?.[1];

/** What the state column says against what the dates say: rows that only one of them calls ended. */
const disagreements = (
  field: StateField,
  status: Profile,
  ended: readonly Profile[],
  ends: readonly string[],
  cells: (profile: Profile, row: number) => string,
): { saidOnly: number; datedOnly: number } => {
  let saidOnly = 0;
  let datedOnly = 0;
  for (let row = 0; row < status.rows; row += 1) {
    const said = ends.includes(meaningOf(field, cells(status, row)) ?? '');
    const dated = ended.some((profile) => profile.values.has(cells(profile, row)));
    if (said && !dated) saidOnly += 1;
    if (dated && !said) datedOnly += 1;
  }
  return { saidOnly, datedOnly };
};

const compare = (
  field: StateField,
  status: Profile | undefined,
  ended: readonly Profile[],
  ends: readonly string[],
  cells: (profile: Profile, row: number) => string,
): string[] => {
  if (!status) return [];
  const { saidOnly, datedOnly } = disagreements(field, status, ended, ends, cells);
  if (saidOnly + datedOnly === 0) return [`by the dates; "${status.name}" says the same in every row`];
  return [
    `by the dates; "${status.name}" says otherwise where ended without a date (${count(saidOnly)}×) or not ended with one (${count(datedOnly)}×)`,
  ];
};

/** A complaint's state. */
export const complaintState = (
  find: (field: string) => Match | undefined,
  cells: (profile: Profile, row: number) => string,
): Proposal | undefined => {
  const closed = find('handling.closedAt')?.profile;
  const resolved = find('handling.resolvedAt')?.profile;
  const acknowledged = find('handling.acknowledgedAt')?.profile;
  const status = find('handling.state')?.profile;
  const ended = [closed, resolved].filter((profile) => profile !== undefined);
  if (ended.length === 0)
    return (
      status && {
        value: status.column,
        sure: false,
        notes: ['resolved and closed need a date, and no column gives one'],
      }
    );
  return {
    value: [
      ...(closed ? [{ constant: 'closed', when: present(closed) }] : []),
      ...(resolved ? [{ constant: 'resolved', when: present(resolved) }] : []),
      ...(acknowledged ? [{ constant: 'acknowledged', when: present(acknowledged) }] : []),
      { constant: 'received' },
    ],
    sure: true,
    notes: compare('handling.state', status, ended, ['closed', 'resolved'], cells),
  };
};

/** A delivery's state, and whether the order was cancelled, by what a column of states says. */
export const deliveryState = (
  find: (field: string) => Match | undefined,
  cells: (profile: Profile, row: number) => string,
): { state?: Proposal; cancelled?: Proposal } => {
  const delivered = find('progress.deliveredAt')?.profile;
  const status = find('progress.state')?.profile;
  const means = [...(status?.values.keys() ?? [])].map((text) => ({ text, state: meaningOf('progress.state', text) }));
  const called = means.filter(({ state }) => state === null).map(({ text }) => text);
  const cancelled: Proposal | undefined =
    status && called.length > 0
      ? {
          value: {
            column: status.column,
            values: Object.fromEntries(called.map((text) => [text, true])),
            otherwise: null,
          },
          sure: true,
          notes: [],
        }
      : undefined;
  const values = Object.fromEntries(
    means.flatMap(({ text, state }) => (state && state !== 'delivered' ? [[text, state] as const] : [])),
  );
  const unknown = means.filter(({ state }) => state === undefined).map(({ text }) => `"${text}"`);
  const notes = unknown.length > 0 ? [`not understood: ${unknown.slice(0, 5).join(', ')}`] : [];
  if (!delivered)
    return {
      ...(cancelled && { cancelled }),
      ...(status && {
        state: { value: status.column, sure: false, notes: ['delivered needs a date, and no column gives one'] },
      }),
    };
  return {
    ...(cancelled && { cancelled }),
    state: {
      value: [
        { constant: 'delivered', when: present(delivered) },
        ...(status && Object.keys(values).length > 0 ? [{ column: status.column, values, otherwise: null }] : []),
        ...(status ? [] : [{ constant: 'pending' }]),
      ],
      sure: true,
      notes: [...compare('progress.state', status, [delivered], ['delivered'], cells), ...notes],
    },
  };
};
