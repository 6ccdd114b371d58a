/** The complaint form as it was filled in so far, and what stands there once it was sent. Pure. */
import { limits } from '../../events/limits.ts';
import { isOwnCategory } from '../../shared/core/complaint/form.ts';
import type { ComplaintForm } from '../../shared/core/config/complaint-care.ts';
import { complaintWords } from '../../shared/core/language/complaint-words.ts';
import { type Language, textIn } from '../../shared/core/language/languages.ts';
import { pageWords } from '../../shared/core/language/page-words.ts';
import { type Markup, type MarkupValue, markup } from '../../shared/core/text/markup.ts';
import type { Form } from '../../shared/http/read-form.ts';
import { paragraphs } from '../../shared/pages/customer/say.ts';
import {
  errorSummary,
  type FieldError,
  form as formOf,
  selectField,
  textArea,
  textField,
} from '../../shared/pages/form.ts';
import type { FormField, FormProblem } from './read-complaint-form.ts';

export interface FormView {
  language: Language;
  categories: NonNullable<ComplaintForm['categories']>;
  consent: ComplaintForm['consent'];
  /** Signed: the complaint that comes of this form is one, however often it is sent. */
  token: string;
  entered: Form;
  problems?: readonly FormProblem[];
  /** Why it stands here again though nothing is wrong with it. */
  notice?: string;
}

const errorOf = (language: Language, { field, problem }: FormProblem): FieldError => ({
  field,
  problem:
    problem === 'too-long'
      ? pageWords[language].tooLong.replace('{most}', limits.textLength.toLocaleString(language))
      : complaintWords[language][field].wrong,
});

const labelOf = (language: Language, { id, label }: FormView['categories'][number]): string => {
  if (label) return textIn(label, language);
  return isOwnCategory(id) ? complaintWords[language].categories[id] : id;
};

/** What `<main>` holds: the title, what is wrong, the fields, the consent, the button. */
export const complaintForm = (view: FormView): MarkupValue => {
  const { language, categories, consent, token, entered, problems = [], notice } = view;
  const words = complaintWords[language];
  const around = pageWords[language];
  const errors = problems.map((problem) => errorOf(language, problem));
  const field = (id: FormField) => {
    const { label, hint }: { label: string; hint?: string } = words[id];
    return { id, label, ...(hint !== undefined && { hint }), value: entered[id] ?? '', errors, words: around };
  };
  return [
    markup`<div class="intro"><h1>${words.title}</h1>
<p>${words.intro}</p></div>
`,
    notice && markup`<div class="notice" role="alert" tabindex="-1" autofocus><p>${notice}</p></div>`,
    errorSummary(errors, around),
    formOf([
      markup`<input type="hidden" name="token" value="${token}">
<div class="card">
`,
      textArea(field('what')),
      selectField({
        ...field('category'),
        options: categories.map((category) => ({ value: category.id, text: labelOf(language, category) })),
      }),
      textField({ ...field('order'), optional: true, most: limits.idLength }),
      markup`</div>
<div class="card">
`,
      textField({ ...field('name'), optional: true, most: limits.idLength, purpose: 'name' }),
      textField({ ...field('email'), optional: true, most: limits.idLength, purpose: 'email' }),
      markup`</div>
<div class="consent quiet">${consent ? paragraphs(textIn(consent, language)) : markup`<p>${words.consent}</p>`}</div>
<div class="send"><button type="submit">${words.send}</button></div>`,
    ]),
  ];
};

/** The title in the browser's tab: what is wrong is heard first. */
export const formTitle = ({ language, problems = [] }: FormView): string => {
  const { title } = complaintWords[language];
  return problems.length > 0 ? `${pageWords[language].error} ${title}` : title;
};

/** Below the sentence that it came in: the case number, and what becomes of it. */
export const filedDetails = (language: Language, filed: { subject: string; mailed: boolean }): Markup => {
  const { filed: words } = complaintWords[language];
  return markup`<dl class="number"><dt>${words.number}</dt><dd><bdi>${filed.subject}</bdi></dd></dl>
<p>${filed.mailed ? words.mailed : words.unreachable}</p>
<p><a href="?${new URLSearchParams({ lang: language }).toString()}">${words.another}</a></p>`;
};
