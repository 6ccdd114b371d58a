/** Finds answers in a response of SurveyMonkey by the names that settings use. */
import type { Found, ToolResponse } from '../make-answer.ts';
import type { FetchedResponse } from './fetch-response.ts';

type Question = FetchedResponse['pages'][number]['questions'][number];
type Answer = Question['answers'][number];

const wordsOf = ({ text, simple_text }: Answer): string => text ?? simple_text ?? '';

/** The number of a rating: what the respondent saw (`9`, `Extremely likely - 10`), else the weight of the choice. */
const valueOfAnswer = (answer: Answer): string => {
  const words = wordsOf(answer).trim();
  const shown = /^\d{1,2}$|(?<= - )\d{1,2}$/.exec(words)?.[0];
  const weight = answer.choice_metadata?.weight ?? undefined;
  return shown ?? (weight === undefined || !/^\d{1,2}$/.test(`${weight}`) ? words : `${weight}`);
};

/** The webhook's payload holds no answer: what is wrong with one is said of the response that it points at. */
const path = ['object_id'] as const;

/** What there is in a response, by the ids of questions (`question` or `question/row`), custom variables and fields. */
export const lookInto = (
  response: FetchedResponse,
): Pick<ToolResponse, 'find' | 'lacks' | 'guess' | 'guessable' | 'answers' | 'language'> => {
  const questions = response.pages.flatMap((page) => page.questions);
  const valueIn = ({ answers }: Question): Found => ({ value: answers.map(valueOfAnswer).join(', '), path });

  const find = (reference: string): Found | undefined => {
    const [id, row] = reference.split('/');
    const question = questions.find((each) => each.id === id);
    if (question) {
      const answers = question.answers.filter(({ row_id }) => row === undefined || row_id === row);
      return answers.length === 0 ? undefined : valueIn({ ...question, answers });
    }
    const variables = response.custom_variables ?? {};
    if (Object.hasOwn(variables, reference)) return { value: variables[reference], path };
    return Object.hasOwn(response, reference) ? { value: response[reference], path } : undefined;
  };

  return {
    find,
    // A question that was left out is not in the response.
    lacks: () => false,
    // No response says how long a scale is, and what nobody named is not guessed.
    guess: {},
    guessable: false,
    answers: { path, seen: questions.map(({ id, family, subtype }) => `${id} (${family} ${subtype})`) },
    language: response.metadata?.respondent?.language?.value ?? undefined,
  };
};
