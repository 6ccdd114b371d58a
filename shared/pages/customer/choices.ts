/** Choices for thumbs and keyboards: the numbers of a scale as tiles, one or several of a list as rows. Native controls, no script. */
import { type Markup, markup } from '../../core/text/markup.ts';
import type { FieldError, FieldWords } from '../form.ts';

/** Controls that answer one question together. */
export interface Group {
  /** Their name in the form, and the id of the first one: an error leads there. */
  name: string;
  question: string;
  hint?: string | undefined;
  optional: boolean;
  errors: readonly FieldError[];
  words: FieldWords;
}

/** An underscore parts them from the name: questions have none, and one may be called `delivery-error`. */
const describedBy = ({ name, hint, errors }: Group): Markup | false => {
  const wrong = errors.some(({ field }) => field === name);
  const ids = [hint && `${name}_hint`, wrong && `${name}_error`].filter(Boolean).join(' ');
  return ids !== '' && markup` aria-describedby="${ids}"`;
};

/** Only a group of radio buttons may say that it is required, or wrong. */
const roleOf = (group: Group, role: 'radiogroup' | 'group'): Markup | false => {
  const wrong = group.errors.some(({ field }) => field === group.name);
  return (
    role === 'radiogroup' &&
    markup` role="radiogroup"${!group.optional && markup` aria-required="true"`}${wrong && markup` aria-invalid="true"`}`
  );
};

const around = (group: Group, role: 'radiogroup' | 'group', controls: Markup): Markup => {
  const { name, question, hint, optional, errors, words } = group;
  const error = errors.find(({ field }) => field === name);
  return markup`<fieldset class="card${error && ' wrong'}"${roleOf(group, role)}${describedBy(group)}>
<legend>${question}${optional && markup` <span class="optional">(${words.optional})</span>`}</legend>
<div>${hint && markup`<span class="hint" id="${name}_hint">${hint}</span>`}${error && markup`<span class="error" id="${name}_error"><span>${words.error} </span>${error.beside ?? error.problem}</span>`}</div>
${controls}
</fieldset>
`;
};

/** The first control bears the group's name as its id; the others need none. */
const idOf = (name: string, at: number) => at === 0 && markup` id="${name}"`;
const checkedIf = (chosen: boolean) => chosen && markup` checked`;

/** Radio buttons cannot be taken back: what may be left out has one for that. */
const noneOf = ({ name, optional }: Group, none: string, value: string | undefined) =>
  optional &&
  markup`<label class="row none"><input type="radio" name="${name}" value=""${checkedIf(value === undefined)}><span>${none}</span></label>
`;

export interface Scale extends Group {
  /** Both ends count: 0 and 10. */
  from: number;
  to: number;
  /** What the ends mean. */
  lowest: string;
  highest: string;
  value?: string | undefined;
  /** Of the button that gives no answer. */
  none: string;
}

/** A scale of whole numbers. Its ends are told with their numbers, to whoever sees them and to whoever hears them. */
export const scaleField = (scale: Scale): Markup => {
  const { name, from, to, lowest, highest, value, none } = scale;
  const numbers = Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
  const meaning = (number: string) => {
    const end = number === String(from) ? lowest : number === String(to) && highest;
    return end && markup`<b class="unseen">, ${end}</b>`;
  };
  const tiles = numbers.map(
    (number, at) =>
      markup`<label class="tile"><input type="radio" name="${name}" value="${number}"${idOf(name, at)}${checkedIf(number === value)}><span>${number}${meaning(number)}</span></label>
`,
  );
  return around(
    scale,
    'radiogroup',
    markup`<div class="tiles of-${numbers.length}">
${tiles}</div>
<div class="ends" aria-hidden="true"><span>${from} – ${lowest}</span><span>${to} – ${highest}</span></div>
${noneOf(scale, none, value)}`,
  );
};

interface Choices extends Group {
  choices: readonly { id: string; text: string }[];
}

/** One of a list. */
export const singleField = (field: Choices & { value?: string | undefined; none: string }): Markup =>
  around(
    field,
    'radiogroup',
    markup`<div class="choices">
${field.choices.map(
  ({ id, text }, at) =>
    markup`<label class="row"><input type="radio" name="${field.name}" value="${id}"${idOf(field.name, at)}${checkedIf(id === field.value)}><span>${text}</span></label>
`,
)}${noneOf(field, field.none, field.value)}</div>`,
  );

/** Any of a list. */
export const multipleField = (field: Choices & { values: readonly string[] }): Markup =>
  around(
    field,
    'group',
    markup`<div class="choices">
${field.choices.map(
  ({ id, text }, at) =>
    markup`<label class="row"><input type="checkbox" name="${field.name}" value="${id}"${idOf(field.name, at)}${checkedIf(field.values.includes(id))}><span>${text}</span></label>
`,
)}</div>`,
  );
