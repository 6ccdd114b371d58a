/** Writes the moves of an evaluation together, with one notice a person. Of two evaluations at once, each move is won by one. */
import { digest } from '../runtime/digest.ts';
import { type MovedAlert, mostItems, writeMoves } from '../store/alerts.ts';
import { transitionKey } from '../store/keys.ts';
import type { NamedTable } from '../store/table.ts';
import { byWorst, groupNotices } from './group-notices.ts';
import type { Owed } from './owed.ts';

const toldBy = ({ moves }: Owed): string[] => moves.flatMap(({ tell }) => tell.map(({ person }) => person.id));
/** An alert, and a transition for each of its moves. */
const itemsOf = ({ moves }: Owed): number => 1 + moves.length;

const worstFirst = (a: Owed, b: Owed): number => {
  const [first, second] = [a, b].map(({ moves }) => [...moves].sort(byWorst)[0]);
  return first && second ? byWorst(first, second) : 0;
};

/** What fits one transaction: alerts, transitions, and a notice for each person who is told. */
const split = (owed: readonly Owed[]): Owed[][] => {
  const groups: Owed[][] = [];
  let people = new Set<string>();
  let items = 0;
  for (const each of [...owed].sort(worstFirst)) {
    const group = groups.at(-1);
    const told = new Set([...people, ...toldBy(each)]);
    if (group && items + itemsOf(each) + told.size <= mostItems) {
      group.push(each);
      people = told;
      items += itemsOf(each);
    } else {
      groups.push([each]);
      people = new Set(toldBy(each));
      items = itemsOf(each);
    }
  }
  return groups;
};

const toMoves = (group: readonly Owed[], notices: ReturnType<typeof groupNotices>): MovedAlert[] =>
  group.map(({ alert, read, moves }) => ({
    ...{ alert, read },
    transitions: moves.map(({ transition }) => {
      const { sk, pk } = transitionKey(transition.objective, transition.version);
      const about = notices.filter(
        (notice) =>
          notice.about.kind === 'alert' && notice.about.transitions.some((key) => key.pk === pk && key.sk === sk),
      );
      return { ...transition, notices: about.map(({ id }) => id) };
    }),
  }));

/** Answers with the objectives whose alerts somebody else moved since they were read: decide about those again. */
export const writeOwed = async (board: NamedTable, owed: readonly Owed[], at: string): Promise<Set<string>> => {
  const lost = new Set<string>();
  for (const group of split(owed)) {
    let rest = group;
    while (rest.length > 0) {
      const notices = groupNotices(
        rest.flatMap(({ moves }) => moves),
        at,
        digest,
      );
      const refused = await writeMoves(board, toMoves(rest, notices), notices);
      if (refused.length === 0) break;
      for (const objective of refused) lost.add(objective);
      rest = rest.filter(({ alert }) => !lost.has(alert.objective));
    }
  }
  return lost;
};
