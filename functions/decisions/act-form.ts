/** The form of an action: what was written, held against what the page showed when it was opened. Pure. */
import type { WrittenFields } from '../../shared/actions/update-action.ts';
import { type Action, type ActionEvent, actionTexts } from '../../shared/core/action/action.ts';
import { showable } from '../../shared/core/text/markup.ts';
import type { Form } from '../../shared/http/read-form.ts';

/** Names of the fields, which are their ids too. */
export const fields = {
  version: 'version',
  ...{ cause: 'cause', correction: 'correction', correctiveAction: 'corrective-action' },
  ...{ resourcesAsked: 'resources-asked', resourcesGranted: 'resources-granted' },
  /** Which button was pressed. */
  button: 'button',
} as const;

/** The value of the button that marks it done. */
export const markDone = 'done';

export const writtenNames = [...actionTexts, 'resourcesGranted'] as const;
export type WrittenName = (typeof writtenNames)[number];

/** What an action says in a field of the form. */
export const textIn = (action: Action, name: WrittenName): string =>
  (name === 'resourcesGranted' ? action.resourcesGranted?.what : action[name]) ?? '';

/** What somebody did with the form. */
export interface Written {
  /** What they changed of what they saw, and whether they marked it done. */
  fields: WrittenFields;
  /** Every field as it came. */
  typed: Partial<Record<WrittenName, string>>;
  /** Entries of the history that the page did not show yet, as far as they changed what it shows. */
  missed: ActionEvent[];
}

/** A text as a page shows it and a browser sends it back: one that the command wrote may hold more. */
const comparable = (text: string): string => showable(text).trim();

const samePlace = (a: Action, b: Action): boolean =>
  writtenNames.every((name) => textIn(a, name) === textIn(b, name)) && a.state === b.state && a.reopened === b.reopened;

/**
 * Reads a form. Fields that came back as they were shown were not written, so that nobody undoes what another one wrote
 * meanwhile.
 *
 * @param history the action's, oldest first
 * @returns `undefined` for a form that this page did not make
 */
export const readActForm = (form: Form, history: readonly ActionEvent[]): Written | undefined => {
  const version = Number(form[fields.version]);
  const seen = history.find((entry) => entry.version === version)?.after;
  if (!seen) return undefined;
  const typed: Written['typed'] = {};
  const changed: WrittenFields = {};
  for (const name of writtenNames) {
    const text = form[fields[name]];
    if (text === undefined) continue;
    typed[name] = comparable(text);
    if (typed[name] !== comparable(textIn(seen, name))) changed[name] = typed[name];
  }
  const done = form[fields.button] === markDone;
  let before = seen;
  const missed = history.filter((entry) => {
    if (entry.version <= version) return false;
    const differs = !samePlace(before, entry.after);
    before = entry.after;
    return differs;
  });
  return { fields: { ...changed, ...(done && { done }) }, typed, missed };
};
