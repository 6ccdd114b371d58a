/** Whether mails reach the people whom they are for. */
import type { Connection } from '../connect.ts';
import { readPeople, suppressionWords } from '../people.ts';
import { type Finding, note, ok, problem } from './check.ts';

export const checkPeople = async ({ board }: Connection, now = Date.now()): Promise<Finding[]> => {
  const people = await readPeople(board, now);
  const suppressed = people.flatMap(({ id, suppressed: each }) => (each ? [{ id, ...each }] : []));
  if (suppressed.length === 0) return [ok('People', `${people.length}, none of them suppressed`)];
  return suppressed.map((each) => {
    const name = `Mails to ${each.id}`;
    const words = suppressionWords(each);
    return each.all
      ? problem(
          name,
          words,
          `Apply the right address, or \`hoshin people --unsuppress ${each.id}\`; see docs/runbook.md.`,
        )
      : note(name, words, 'Alerts still go there: they come with the role.');
  });
};
