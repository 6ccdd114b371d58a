/** The form of an action: what happened, what was done, what is needed, and the button that says that it is done. */
import { longestText } from '../../shared/core/action/action.ts';
import { type Markup, markup } from '../../shared/core/text/markup.ts';
import { type FieldError, form as formOf, textArea } from '../../shared/pages/form.ts';
import { outside } from '../../shared/pages/parts.ts';
import { fields, markDone, textIn, type Written, type WrittenName } from './act-form.ts';
import type { ActSituation } from './act-situation.ts';

const questions: Record<WrittenName, { label: string; hint: string }> = {
  cause: {
    label: 'Cause',
    hint: 'Why did it happen? Ask why of each answer, five times if need be, until it is something that you can change.',
  },
  correction: { label: 'Correction', hint: 'What was done at once about what had gone wrong.' },
  correctiveAction: { label: 'Corrective action', hint: 'What keeps it from happening again.' },
  resourcesAsked: { label: 'Resources asked for', hint: 'Money, people, time, a decision. Top management is told.' },
  resourcesGranted: {
    label: 'Resources granted',
    hint: 'What you grant. The owner is told, and your name is recorded.',
  },
};

/** What stands in a field: what was typed, unless nobody changed it and another one did meanwhile. */
const shownIn = ({ action }: ActSituation, name: WrittenName, written: Written | undefined): string =>
  (written?.fields[name] === undefined ? undefined : written.typed[name]) ?? textIn(action, name);

/** Beside what was typed, what another one recorded meanwhile: whoever saves replaces it. */
const meanwhile = ({ action }: ActSituation, name: WrittenName, written: Written | undefined): Markup | false => {
  const theirs = textIn(action, name);
  const mine = written?.fields[name];
  const first = written?.missed[0];
  if (mine === undefined || !first || theirs === mine || theirs === '') return false;
  return markup`<p class="hint">Recorded meanwhile: ${outside(theirs)}</p>`;
};

const field = (
  situation: ActSituation,
  name: WrittenName,
  written: Written | undefined,
  errors: readonly FieldError[],
) => [
  textArea({
    ...{ id: fields[name], ...questions[name], value: shownIn(situation, name, written), errors },
    ...{ optional: name !== 'cause' && name !== 'correctiveAction', most: longestText },
  }),
  meanwhile(situation, name, written),
];

/** `written`: what came with a form that was not recorded. */
export const actForm = (
  situation: ActSituation,
  written: Written | undefined,
  errors: readonly FieldError[],
): Markup => {
  const { action, person } = situation;
  const grants = person.roles.includes('top-management');
  const names: WrittenName[] = ['cause', 'correction', 'correctiveAction', 'resourcesAsked'];
  return formOf([
    markup`<input type="hidden" name="${fields.version}" value="${action.version}">
`,
    [...names, ...(grants ? (['resourcesGranted'] as const) : [])].map((name) =>
      field(situation, name, written, errors),
    ),
    markup`<p class="quiet">You write as <span class="strong">${outside(person.name)}</span>. Your name, the time and every version of what is written here are kept.</p>
<p><button type="submit">Save</button></p>
`,
    action.state === 'open' &&
      markup`<p class="quiet">When everything is done, say so. From then on only the readings decide whether it worked.</p>
<p><button type="submit" class="second" id="${fields.button}" name="${fields.button}" value="${markDone}">Save and mark as done</button></p>
`,
  ]);
};
