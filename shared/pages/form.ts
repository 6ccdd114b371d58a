/** Forms that work without a script and say what is wrong with them (WCAG 2.2, 3.3.1 to 3.3.3): each field is named, what was typed is kept. */
import { type Markup, type MarkupValue, markup } from '../core/text/markup.ts';

/** What is wrong with a field, as a sentence that says what to do: `Enter the day until which …`. */
export interface FieldError {
  /** The id of the control. */
  field: string;
  problem: string;
  /** The same beside its field, where it need not be named; `problem` if absent. */
  beside?: string;
}

/** What stands around fields; pages for customers say it in their language. */
export interface FieldWords {
  problem: string;
  error: string;
  optional: string;
  choose: string;
}

const english: FieldWords = {
  problem: 'There is a problem',
  error: 'Error:',
  optional: 'optional',
  choose: 'Choose …',
};

/**
 * Above everything on a page whose form was refused: every error, each leading to its field. Nothing where there is
 * none. It takes the keyboard, so that whoever reads by ear hears it first.
 */
export const errorSummary = (errors: readonly FieldError[], words = english): Markup | false =>
  errors.length > 0 &&
  markup`<div class="summary" role="alert" tabindex="-1" autofocus>
<h2>${words.problem}</h2>
<ul>
${errors.map(
  ({ field, problem }) => markup`<li><a href="#${field}">${problem}</a></li>
`,
)}</ul>
</div>
`;

export interface Field {
  /** Of the control; also its name in the form. */
  id: string;
  label: string;
  hint?: string;
  /** What was typed before, or is proposed. */
  value?: string;
  errors: readonly FieldError[];
  /** `true`: may be left out, and says so. */
  optional?: boolean;
  /** Most characters; the server checks too. */
  most?: number;
  /** English if absent. */
  words?: FieldWords;
}

/** What browsers and password managers may fill in, and which keys a phone shows (WCAG 2.2, 1.3.5). */
const purposes = {
  text: markup`type="text" autocomplete="off"`,
  name: markup`type="text" autocomplete="name"`,
  email: markup`type="email" autocomplete="email"`,
};

const about = ({ id, hint, errors }: Field): Markup | false => {
  const wrong = errors.some(({ field }) => field === id);
  const ids = [hint && `${id}_hint`, wrong && `${id}_error`].filter(Boolean).join(' ');
  return ids !== '' && markup` aria-describedby="${ids}"${wrong && markup` aria-invalid="true"`}`;
};

const around = (field: Field, control: MarkupValue): Markup => {
  const { id, label, hint, errors, optional, words = english } = field;
  const error = errors.find((each) => each.field === id);
  return markup`<div class="field${error && ' wrong'}">
<label for="${id}">${label}${optional && markup` <span class="optional">(${words.optional})</span>`}</label>
${hint && markup`<span class="hint" id="${id}_hint">${hint}</span>`}
${error && markup`<span class="error" id="${id}_error"><span>${words.error} </span>${error.beside ?? error.problem}</span>`}
${control}
</div>
`;
};

const most = ({ most: limit }: Field) => limit !== undefined && markup` maxlength="${limit}"`;

export const textField = (field: Field & { purpose?: keyof typeof purposes }): Markup =>
  around(
    field,
    markup`<input id="${field.id}" name="${field.id}" ${purposes[field.purpose ?? 'text']} value="${field.value ?? ''}"${most(field)}${about(field)}>`,
  );

export const textArea = (field: Field): Markup =>
  // A line feed right after the tag is not part of the value; one that was typed must not be lost to that rule.
  around(
    field,
    markup`<textarea id="${field.id}" name="${field.id}" rows="3" dir="auto"${most(field)}${about(field)}>
${field.value ?? ''}</textarea>`,
  );

/** A day as browsers let people choose it; the value is `YYYY-MM-DD` everywhere. */
export const dayField = (field: Field & { from?: string; to?: string }): Markup =>
  around(
    field,
    markup`<input id="${field.id}" name="${field.id}" type="date" value="${field.value ?? ''}"${field.from !== undefined && markup` min="${field.from}"`}${field.to !== undefined && markup` max="${field.to}"`}${about(field)}>`,
  );

export const selectField = (field: Field & { options: readonly { value: string; text: string }[] }): Markup =>
  around(
    field,
    markup`<select id="${field.id}" name="${field.id}"${about(field)}>
<option value="">${(field.words ?? english).choose}</option>
${field.options.map(
  ({ value, text }) => markup`<option value="${value}"${value === field.value && markup` selected`}>${text}</option>
`,
)}</select>`,
  );

/**
 * Posts to the address that the page came from. `novalidate`: the server's words name the field and stay on the page.
 * `forgets`: a browser that goes back does not fill in again what was sent.
 */
export const form = (
  content: MarkupValue,
  { forgets = false } = {},
): Markup => markup`<form method="post" novalidate${forgets && markup` autocomplete="off"`}>
${content}
</form>
`;
