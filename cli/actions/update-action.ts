/** Writes about an action without its page: the same rules, the same history. */
import { CalendarDate } from '../../events/scalars.ts';
import { updateAction as update, type WrittenFields } from '../../shared/actions/update-action.ts';
import { loadSetting } from '../../shared/alerts/setting.ts';
import type { UpdateField } from '../../shared/core/action/update-action.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { connect, type StageOptions } from '../connect.ts';
import { Failure, usage } from '../failure.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';
import { personOf } from './person-of.ts';
import { noSuchAction } from './show-action.ts';

export interface UpdateOptions extends StageOptions, OutputOptions {
  by: string;
  cause?: string;
  correction?: string;
  correctiveAction?: string;
  resourcesAsked?: string;
  resourcesGranted?: string;
  owner?: string;
  due?: string;
  done?: boolean;
}

const names = [
  'cause',
  'correction',
  'correctiveAction',
  'resourcesAsked',
  'resourcesGranted',
  'owner',
  'due',
  'done',
] as const;
const optionOf = (field: UpdateField): string =>
  `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

export const updateAction = async (id: string, options: UpdateOptions): Promise<void> => {
  const fields: WrittenFields = Object.fromEntries(
    names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  if (Object.keys(fields).length === 0) throw usage(`Say what is to be written: ${names.map(optionOf).join(', ')}.`);
  if (fields.due !== undefined && !CalendarDate.safeParse(fields.due).success)
    throw usage(`--due takes a day, for example 2026-03-14 (is '${fields.due}').`);
  const { board } = await connect(options);
  const now = Date.now();
  const setting = await loadSetting(board, now, tallies);
  const by = personOf(setting, options.by, '--by').id;
  if (fields.owner !== undefined) personOf(setting, fields.owner, '--owner');
  const updated = await update(board, { id, fields, by, now }, setting);
  switch (updated.outcome) {
    case 'unknown-action':
      throw noSuchAction(id);
    case 'closed':
      throw new Failure(`${id} was found effective and is closed: nothing about it changes any more.`);
    case 'refused':
      throw new Failure(
        Object.entries(updated.problems)
          .map(([field, problem]) => `${optionOf(field as UpdateField)}: ${problem}`)
          .join('\n'),
      );
    case 'stale':
    case 'unchanged':
      if (options.json) return printJson(updated.action);
      return print(`${id} says so already.`);
    case 'updated': {
      if (options.json) return printJson(updated.action);
      const told = updated.told.length > 0 ? ` Told by mail: ${updated.told.join(', ')}.` : '';
      const next = fields.done ? ' From now on the readings decide whether it worked.' : '';
      return print(`${id} is recorded, version ${updated.action.version}.${told}${next}`);
    }
  }
};
