/**
 * Makes a response record of a finished answer to a survey tool. All of it or nothing: a response of which a part can't
 * be read is kept whole as a reject. Half of it would be in conflict with the whole, once the settings are mended.
 */
import { only } from './adapted.ts';
import type { Adapted, Unmapped } from './adapter.ts';
import { dimensions, type Question, type Score, type SurveySettings, scores } from './survey-settings.ts';

/** A value in the payload, and where it stands. */
export interface Found {
  value: unknown;
  path: readonly (string | number)[];
}

/** A finished response as the tool tells it. */
export interface ToolResponse {
  /** The tool's id of the delivery of this payload. */
  eventId: string;
  /** The tool's id of the response: the record's subject. */
  id: string;
  /** When the tool knew it, and when the customer answered: with offset. */
  time: string;
  answeredAt: string;
  /** The tool's id of the survey. */
  survey: string;
  language?: string | undefined;
  /** What was answered to a question, or given in a hidden field, by the names that settings use. */
  find(reference: string): Found | undefined;
  /** Whether the survey is known to have no such question: a mistake in the settings, not a question left out. */
  lacks(reference: string): boolean;
  /** What is what by the types of the questions, where settings don't say. */
  guess: Partial<Record<Score | 'text' | 'customerEmail', Found | undefined>>;
  /** Whether something was there to guess from, answered or not. */
  guessable: boolean;
  /** Where the answers stand, and what questions there are: for a reject that helps. */
  answers: { path: readonly (string | number)[]; seen: readonly string[] };
}

type Reading<T> = { value: T | undefined } | { problem: string };

const readText = (value: unknown): string | undefined => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? undefined : text;
};

const readScore = (value: unknown, values: Readonly<Record<string, number>> | undefined): Reading<number> => {
  const text = readText(value);
  if (text === undefined) return { value: undefined };
  if (values) {
    const mapped = Object.hasOwn(values, text) ? values[text] : undefined;
    return mapped === undefined ? { problem: 'is none of the values in the settings' } : { value: mapped };
  }
  return /^[0-9]{1,3}$/.test(text) ? { value: Number(text) } : { problem: 'must be a whole number to be a score' };
};

const questionOf = (question: Question | undefined) =>
  typeof question === 'string' ? { question, values: undefined } : question;

/** A response as an event, or as what is wrong with it. */
export const makeAnswer = (response: ToolResponse, settings: SurveySettings): Adapted => {
  const unmapped: Unmapped[] = [];
  const refuse = (path: readonly (string | number)[], problem: string) => unmapped.push({ path, problem });
  // A question that settings name as one thing is not guessed to be another as well.
  const named = new Set(
    [...Object.values(settings.questions).map(questionOf), ...Object.values(settings.fields).map(questionOf)].flatMap(
      (each) => response.find(each?.question ?? '')?.path.join('/') ?? [],
    ),
  );
  const guess = (what: keyof ToolResponse['guess']): Found | undefined => {
    const found = response.guess[what];
    return found && !named.has(found.path.join('/')) ? found : undefined;
  };
  const asked = (what: Score | 'text', question: string | undefined): Found | undefined => {
    if (question === undefined) return guess(what);
    if (response.lacks(question))
      refuse(response.answers.path, `the survey has no question ${question}, which settings.questions.${what} names`);
    return response.find(question);
  };
  const textOf = (name: keyof SurveySettings['fields']): string | undefined => {
    const field = settings.fields[name];
    return field === undefined ? undefined : readText(response.find(field)?.value);
  };

  const answer: Record<string, unknown> = {};
  for (const score of scores) {
    const { question, values } = questionOf(settings.questions[score]) ?? {};
    const found = asked(score, question);
    if (!found) continue;
    const reading = readScore(found.value, values);
    if ('problem' in reading) refuse(found.path, `${reading.problem} (${score})`);
    else if (reading.value !== undefined) answer[score] = reading.value;
  }
  const text = readText(asked('text', settings.questions.text)?.value);
  if (text !== undefined) answer.text = text;
  for (const dimension of dimensions) {
    const value = textOf(dimension);
    if (value !== undefined) answer[dimension] = value;
  }
  const delivery = textOf('delivery');
  const language = textOf('language') ?? response.language;
  const guessed = settings.fields.customerEmail === undefined ? readText(guess('customerEmail')?.value) : undefined;
  const customer = Object.fromEntries(
    Object.entries({
      id: textOf('customerId'),
      name: textOf('customerName'),
      email: textOf('customerEmail') ?? guessed,
      phone: textOf('customerPhone'),
    }).filter(([, value]) => value !== undefined),
  );

  // A customer may leave every question out; a survey of which nobody has said what counts is a mistake of ours.
  const nothingAsked = Object.values(settings.questions).every((question) => question === undefined);
  if (nothingAsked && !response.guessable) {
    const seen = response.answers.seen.slice(0, 20).join(', ');
    refuse(response.answers.path, `no question is nps, csat, ces or text: settings.questions must name one of ${seen}`);
  }
  if (unmapped.length > 0) return { kind: 'events', events: [], unmapped };
  const data = {
    answer: {
      answeredAt: response.answeredAt,
      survey: settings.survey ?? response.survey,
      ...answer,
      ...(language !== undefined && { language }),
      ...(delivery !== undefined && { delivery }),
      ...(Object.keys(customer).length > 0 && { customer }),
    },
  };
  const { eventId: id, id: subject, time } = response;
  return only({ id, type: 'hoshin.response.v1', subject, time, data });
};
