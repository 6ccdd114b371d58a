/** The form of a decision: one question, three answers, each with its own fields. Works without a script and by keyboard alone. */
import { longestWhat } from '../../shared/core/action/action.ts';
import { formatDay } from '../../shared/core/text/format.ts';
import { type Markup, type MarkupValue, markup } from '../../shared/core/text/markup.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import type { Form } from '../../shared/http/read-form.ts';
import {
  dayField,
  type FieldError,
  form as formOf,
  selectField,
  textArea,
  textField,
} from '../../shared/pages/form.ts';
import { outside } from '../../shared/pages/parts.ts';
import { fields, longestReason, mostDaysAhead, usualDays } from './decide-form.ts';
import type { Situation } from './decide-situation.ts';

interface ChoiceProps {
  value: 'acknowledge' | 'assign' | 'accept';
  label: string;
  hint: string;
  more: MarkupValue;
}

const choice = ({ value, label, hint, more }: ChoiceProps, chosen: string | undefined): Markup => {
  const id = `choice-${value}`;
  return markup`<div class="choice">
<label for="${id}"><input type="radio" id="${id}" name="${fields.choice}" value="${value}"${value === chosen && markup` checked`} aria-describedby="${id}-hint"><span>${label}<span class="hint" id="${id}-hint">${hint}</span></span></label>
<div class="more">
${more}</div>
</div>
`;
};

/** `typed`: the form as it came, or nothing but the choice that the mail's button made. */
export const decisionForm = (
  { person, people, today }: Situation,
  typed: Form,
  errors: readonly FieldError[],
): Markup => {
  const at = (id: string) => ({ id, errors, ...(typed[id] !== undefined && { value: typed[id] }) });
  const last = addDays(today, mostDaysAhead);
  const know = textArea({ ...at(fields.know), label: 'Note', optional: true, most: longestReason });
  const assign = [
    textField({ ...at(fields.what), label: 'What is to be done', most: longestWhat }),
    selectField({
      ...at(fields.owner),
      label: 'Who does it',
      hint: 'They get a mail, and report by its link.',
      options: people.map(({ id, name }) => ({ value: id, text: id === person.id ? `${name} (you)` : name })),
    }),
    dayField({
      ...{ value: addDays(today, usualDays), ...at(fields.due) },
      ...{ label: 'By when', hint: 'The last day on which it is in time.', from: today, to: last },
    }),
  ];
  const accept = [
    dayField({
      ...at(fields.until),
      ...{ label: 'Until when', hint: `The last day on which you accept it, ${formatDay(last)} at the latest.` },
      ...{ from: today, to: last },
    }),
    textArea({
      ...at(fields.why),
      label: 'Why',
      hint: 'Kept with the record, for the management review.',
      most: longestReason,
    }),
  ];
  const chosen = typed[fields.choice];
  return formOf([
    markup`<fieldset>
<legend>What do you decide?</legend>
${choice({ value: 'acknowledge', label: 'Acknowledge', hint: 'I know of it. Tell nobody else.', more: know }, chosen)}
${choice({ value: 'assign', label: 'Assign an action', hint: 'Somebody does something about it by a day.', more: assign }, chosen)}
${choice({ value: 'accept', label: 'Accept the risk', hint: 'Live with it until a day; then tell me again.', more: accept }, chosen)}
</fieldset>
<p class="quiet">You decide as <span class="strong">${outside(person.name)}</span>. Your name, the time and what you write are recorded and cannot be changed later.</p>
<button type="submit">Record the decision</button>`,
  ]);
};
