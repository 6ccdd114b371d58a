/** The form of a survey, as it was entered so far. Pure. */
import { type Language, textIn } from '../../core/language/languages.ts';
import { pageWords } from '../../core/language/page-words.ts';
import { surveyWords } from '../../core/language/survey-words.ts';
import {
  type AnswerProblem,
  type Entered,
  fieldOf,
  isScale,
  longestAnswer,
  scales,
} from '../../core/survey/answers.ts';
import type { Question, Survey } from '../../core/survey/survey.ts';
import { type Markup, type MarkupValue, markup } from '../../core/text/markup.ts';
import { errorSummary, type FieldError, form as formOf, textArea } from '../form.ts';
import { multipleField, scaleField, singleField } from './choices.ts';
import { paragraphs } from './say.ts';

export interface FormView {
  survey: Survey;
  language: Language;
  entered: Entered;
  problems?: readonly AnswerProblem[];
  /** Why it stands here again though nothing is wrong with it. */
  notice?: 'sendAgain' | 'notKept' | undefined;
  /** Fields that nobody sees, by name. */
  hidden?: Readonly<Record<string, string>>;
  /** Whoever comes to this screen next is somebody else, perhaps: words that were sent do not come back. */
  shared?: boolean;
}

const errorOf = ({ survey, language }: FormView, { kind, question }: AnswerProblem): FieldError => {
  const words = surveyWords[language];
  const said = {
    missing: words.missing.replace('{question}', () => textIn(question.text, language)),
    'too-long': pageWords[language].tooLong.replace('{most}', String(longestAnswer(survey))),
    nothing: words.nothing,
  };
  return { field: fieldOf(question), problem: said[kind], ...(kind === 'missing' && { beside: words.missingHere }) };
};

const questionField = (view: FormView, question: Question, errors: readonly FieldError[]): Markup => {
  const { survey, language, entered } = view;
  const say = (texts: Parameters<typeof textIn>[0]) => textIn(texts, language);
  const name = fieldOf(question);
  const values = entered.get(name) ?? [];
  const value = values.at(-1) || undefined;
  const { none, ends } = surveyWords[language];
  const group = {
    name,
    question: say(question.text),
    hint: question.hint && say(question.hint),
    optional: question.optional,
    errors,
    words: pageWords[language],
  };
  if (isScale(question)) {
    const { lowest, highest } = question;
    const meaning = {
      lowest: lowest ? say(lowest) : ends[question.kind].lowest,
      highest: highest ? say(highest) : ends[question.kind].highest,
    };
    return scaleField({ ...group, ...scales[question.kind], ...meaning, value, none });
  }
  if (question.kind === 'text') {
    const { hint, question: label, ...rest } = group;
    const area = textArea({
      ...rest,
      id: name,
      label,
      ...(hint && { hint }),
      value: value ?? '',
      most: longestAnswer(survey),
    });
    return markup`<div class="card">${area}</div>
`;
  }
  const choices = question.choices.map(({ id, text }) => ({ id, text: say(text) }));
  return question.kind === 'single'
    ? singleField({ ...group, choices, value, none })
    : multipleField({ ...group, choices, values });
};

/** What `<main>` holds: the title, what is wrong, the questions, the consent, the button. */
export const surveyForm = (view: FormView): MarkupValue => {
  const { survey, language, problems = [], notice, hidden = {}, shared = false } = view;
  const errors = problems.map((problem) => errorOf(view, problem));
  return [
    markup`<div class="intro"><h1>${textIn(survey.title, language)}</h1>
${survey.intro && paragraphs(textIn(survey.intro, language))}</div>
`,
    notice &&
      markup`<div class="notice" role="alert" tabindex="-1" autofocus><p>${pageWords[language][notice]}</p></div>`,
    errorSummary(errors, pageWords[language]),
    formOf(
      [
        Object.entries(hidden).map(
          ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">
`,
        ),
        survey.questions.map((question) => questionField(view, question, errors)),
        survey.consent && markup`<div class="consent quiet">${paragraphs(textIn(survey.consent, language))}</div>`,
        markup`<div class="send"><button type="submit">${surveyWords[language].send}</button></div>`,
      ],
      { forgets: shared },
    ),
  ];
};

/** The title in the browser's tab: what is wrong is heard first. */
export const titleOf = ({ survey, language, problems = [] }: FormView): string => {
  const title = textIn(survey.title, language);
  return problems.length > 0 ? `${pageWords[language].error} ${title}` : title;
};
