/** Writes the moves of an evaluation together, with one notice a person. Of two evaluations at once, each move is won by one. */
import { digest } from '../runtime/digest.ts';
import { type Move, mostItems, writeMoves } from '../store/alerts.ts';
import { transitionKey } from '../store/keys.ts';
import type { NamedTable } from '../store/table.ts';
import { byWorst, groupNotices } from './group-notices.ts';
import type { Owed } from './owed.ts';

/** Moves that fit one transaction: an alert and a transition each, and a notice for each person who is told. */
const split = (moves: readonly Owed[]): Owed[][] => {
  const groups: Owed[][] = [];
  let people = new Set<string>();
  for (const move of [...moves].sort(byWorst)) {
    const group = groups.at(-1);
    const told = new Set([...people, ...move.tell.map(({ person }) => person.id)]);
    if (group && 2 * (group.length + 1) + told.size <= mostItems) {
      group.push(move);
      people = told;
    } else {
      groups.push([move]);
      people = new Set(move.tell.map(({ person }) => person.id));
    }
  }
  return groups;
};

const toMoves = (group: readonly Owed[], notices: ReturnType<typeof groupNotices>): Move[] =>
  group.map(({ alert, transition }) => {
    const { sk, pk } = transitionKey(transition.objective, transition.version);
    const about = notices.filter(
      (notice) =>
        notice.about.kind === 'alert' && notice.about.transitions.some((key) => key.pk === pk && key.sk === sk),
    );
    return { alert, transition: { ...transition, notices: about.map(({ id }) => id) } };
  });

/** Answers with the objectives whose alerts somebody else moved since they were read: decide about those again. */
export const writeOwed = async (board: NamedTable, owed: readonly Owed[], at: string): Promise<Set<string>> => {
  const lost = new Set<string>();
  for (const group of split(owed)) {
    let rest = group;
    while (rest.length > 0) {
      const notices = groupNotices(rest, at, digest);
      const refused = await writeMoves(board, toMoves(rest, notices), notices);
      if (refused.length === 0) break;
      for (const objective of refused) lost.add(objective);
      rest = rest.filter(({ alert }) => !lost.has(alert.objective));
    }
  }
  return lost;
};
