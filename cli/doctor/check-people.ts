/** Whether mails reach the people whom they are for. */
import type { Connection } from '../connect.ts';
import { readPeople, suppressionWords } from '../people.ts';
import { type Finding, note, ok, problem } from './check.ts';

const checkAdministrators = (people: Awaited<ReturnType<typeof readPeople>>): Finding[] =>
  people.length === 0 || people.some(({ roles }) => roles.includes('administrator'))
    ? []
    : [
        note(
          'Administrators',
          'none',
          'Nobody hears of mails that do not arrive: give somebody the role and run `hoshin apply`.',
        ),
      ];

export const checkPeople = async ({ board }: Connection, now = Date.now()): Promise<Finding[]> => {
  const people = await readPeople(board, now);
  const suppressed = people.flatMap(({ id, suppressed: each }) => (each ? [{ id, ...each }] : []));
  const administrators = checkAdministrators(people);
  if (suppressed.length === 0) return [...administrators, ok('People', `${people.length}, none of them suppressed`)];
  const findings = suppressed.map((each) => {
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
  return [...administrators, ...findings];
};
