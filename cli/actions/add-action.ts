/** Assigns an action without a link: the owner is told by mail, as if it had been assigned from one. */
import { CalendarDate } from '../../events/scalars.ts';
import { planAction } from '../../shared/actions/plan-action.ts';
import { loadSetting, objectivesOn } from '../../shared/alerts/setting.ts';
import { dueProblem, longestWhat } from '../../shared/core/action/action.ts';
import { formatShortDay } from '../../shared/core/text/format.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { writePlanned } from '../../shared/store/actions.ts';
import { connect, type StageOptions } from '../connect.ts';
import { Failure, usage } from '../failure.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';
import { personOf } from './person-of.ts';

export interface AddOptions extends StageOptions, OutputOptions {
  objective: string;
  what: string;
  owner: string;
  due: string;
  by: string;
}

/** Somebody else may assign at the same moment, and take the number. */
const attempts = 5;

export const addAction = async (options: AddOptions): Promise<void> => {
  const { objective, due } = options;
  const what = options.what.replaceAll(/\s+/g, ' ').trim();
  if (!CalendarDate.safeParse(due).success) throw usage(`--due takes a day, for example 2026-03-14 (is '${due}').`);
  if (what === '' || what.length > longestWhat)
    throw usage(`--what takes one line of at most ${longestWhat} characters.`);
  const { board } = await connect(options);
  const now = Date.now();
  const setting = await loadSetting(board, now, tallies);
  if (due < setting.today) throw usage(`--due has passed: today is ${setting.today}.`);
  const problem = dueProblem(due, setting.today);
  if (problem) throw usage(`--due: ${problem}`);
  if (objectivesOn(setting, setting.today).every((each) => each.objective.id !== objective))
    throw new Failure(`There is no objective ${objective} in force. \`hoshin objectives\` lists them.`);
  const owner = personOf(setting, options.owner, '--owner');
  const by = personOf(setting, options.by, '--by').id;
  const given = { objective, what, owner: owner.id, by, due, at: new Date(now).toISOString() };
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const planned = await planAction(board, given);
    if (!planned) throw new Failure(`This version has no such KPI as ${objective} names.`);
    if ((await writePlanned(board, planned.items)) === 'lost') continue;
    if (options.json) return printJson(planned.action);
    return print(`${planned.action.id} is assigned to ${owner.name}, due ${formatShortDay(due)}. A mail tells them.`);
  }
  throw new Failure('Others keep assigning actions. Try again.');
};
