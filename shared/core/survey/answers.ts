/** What a customer entered in the form of a survey: read, held against the questions, and turned into an answer. Pure. */
import { showable } from '../text/markup.ts';
import type { Question, Survey } from './survey.ts';

export type Questions = Pick<Survey, 'questions'>;

/** What stands in a question's field, as it was entered: several values only of boxes that were ticked. */
export type Entered = ReadonlyMap<string, readonly string[]>;

/** The name of a question in the form, apart from the form's own fields. */
export const fieldOf = ({ id }: Pick<Question, 'id'>): string => `q-${id}`;

/** Both ends of the scales: they count. */
export const scales = { nps: { from: 0, to: 10 }, csat: { from: 1, to: 5 }, ces: { from: 1, to: 7 } } as const;
export type ScaleKind = keyof typeof scales;
export const isScale = (question: Question): question is Extract<Question, { kind: ScaleKind }> =>
  question.kind in scales;

/** A whole number of a scale, in its one spelling. */
const scoreOf = (kind: ScaleKind, text: string | undefined): number | undefined => {
  const { from, to } = scales[kind];
  const score = Number(text);
  return text !== undefined && /^\d{1,2}$/.test(text) && String(score) === text && score >= from && score <= to
    ? score
    : undefined;
};

/** All texts together stay far under what one event may hold, in any script. */
const textBudget = 16_000;
const mostInOne = 4_000;
/** The most characters of one text. */
export const longestAnswer = ({ questions }: Questions): number =>
  Math.min(mostInOne, Math.floor(textBudget / Math.max(1, questions.filter(({ kind }) => kind === 'text').length)));

/** The part of an answer's facet that comes of the form. */
export interface Answers {
  nps?: number;
  csat?: number;
  ces?: number;
  choices?: Record<string, string[]>;
  text?: string;
  texts?: Record<string, string>;
}

export type AnswerProblem =
  | { kind: 'missing' | 'too-long'; question: Question }
  /** Every question may be left out, and every one was; it is told at the first one. */
  | { kind: 'nothing'; question: Question };

export type AnswersReading = { kind: 'complete'; answers: Answers } | { kind: 'wrong'; problems: AnswerProblem[] };

const plain = (text: string | undefined): string => showable(text ?? '').trim();

/** Adds one question's answer; `false` if it was left out. What is no choice of the question counts as left out. */
const addAnswer = (answers: Answers, question: Question, values: readonly string[], isFirstText: boolean): boolean => {
  switch (question.kind) {
    case 'nps':
    case 'csat':
    case 'ces': {
      const score = scoreOf(question.kind, values.at(-1));
      if (score !== undefined) answers[question.kind] = score;
      return score !== undefined;
    }
    case 'single':
    case 'multiple': {
      const known = question.choices.filter(({ id }) => values.includes(id)).map(({ id }) => id);
      const chosen = question.kind === 'single' ? known.slice(0, 1) : known;
      if (chosen.length > 0) answers.choices = { ...answers.choices, [question.id]: chosen };
      return chosen.length > 0;
    }
    case 'text': {
      const text = plain(values.at(-1));
      if (text === '') return false;
      if (isFirstText) answers.text = text;
      else answers.texts = { ...answers.texts, [question.id]: text };
      return true;
    }
  }
};

/** Reads what was entered. A question that may not be left out, a text that is too long, and nothing at all are wrong. */
export const readAnswers = (survey: Questions, entered: Entered): AnswersReading => {
  const answers: Answers = {};
  const problems: AnswerProblem[] = [];
  const firstText = survey.questions.find(({ kind }) => kind === 'text');
  const most = longestAnswer(survey);
  let answered = 0;
  for (const question of survey.questions) {
    const values = entered.get(fieldOf(question)) ?? [];
    const given = addAnswer(answers, question, values, question === firstText);
    if (given) answered += 1;
    if (given && question.kind === 'text' && plain(values.at(-1)).length > most)
      problems.push({ kind: 'too-long', question });
    if (!given && !question.optional) problems.push({ kind: 'missing', question });
  }
  const [first] = survey.questions;
  if (answered === 0 && problems.length === 0 && first) problems.push({ kind: 'nothing', question: first });
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'complete', answers };
};

/** What a link in a mail chose already: a score of the first scale; nothing if it is none. Nothing is answered by it. */
export const enteredByScore = ({ questions }: Questions, score: string | undefined): Entered => {
  const question = questions.find(isScale);
  return question && scoreOf(question.kind, score) !== undefined
    ? new Map([[fieldOf(question), [score ?? '']]])
    : new Map();
};

/** The other way round: the score of the first scale that was entered so far. */
export const scoreIn = ({ questions }: Questions, entered: Entered): string | undefined => {
  const question = questions.find(isScale);
  const score = question && entered.get(fieldOf(question))?.at(-1);
  return question && scoreOf(question.kind, score) !== undefined ? score : undefined;
};
