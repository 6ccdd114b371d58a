import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerEvent } from '../../shared/core/survey/answer-event.ts';
import { enteredByScore, fieldOf, longestAnswer, readAnswers } from '../../shared/core/survey/answers.ts';
import { Survey } from '../../shared/core/survey/survey.ts';
import { acceptedLanguages } from '../../shared/http/accept-language.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { judgeEvent } from '../../shared/sources/judge-event.ts';
import { invitationOf, surveyOf } from '../support/surveys.ts';

const survey = surveyOf();
const entered = (form: Record<string, string | string[]>) =>
  new Map(Object.entries(form).map(([name, value]) => [name, [value].flat()]));

test('the first text is the answer’s own; others, and what was chosen, stand under their questions', () => {
  const form = { 'q-recommend': '0', 'q-place': 'shop', 'q-good': ['driver', 'speed'], 'q-why': 'a', 'q-wish': 'b' };
  expect(readAnswers(survey, entered(form))).toEqual({
    kind: 'complete',
    answers: {
      ...{ nps: 0, text: 'a', texts: { wish: 'b' } },
      choices: { place: ['shop'], good: ['speed', 'driver'] },
    },
  });
});

test('what is not on the scale or no choice of the question counts as left out', () => {
  for (const score of ['11', '-1', '1.5', '٩', '1e1', '', ' 9', '007'])
    expect(readAnswers(survey, entered({ 'q-recommend': score, 'q-place': 'moon' }))).toMatchObject({
      kind: 'wrong',
      problems: [
        { kind: 'missing', question: { id: 'recommend' } },
        { kind: 'missing', question: { id: 'place' } },
      ],
    });
});

test('where every question may be left out, one has to be answered all the same', () => {
  const free = surveyOf({ questions: [{ id: 'why', kind: 'text', text: 'Why?' }] });
  expect(readAnswers(free, entered({ 'q-why': ' \n ' }))).toMatchObject({
    kind: 'wrong',
    problems: [{ kind: 'nothing' }],
  });
});

test('a score of a link chooses of the first scale only, and only what is on it', () => {
  expect([...enteredByScore(survey, '10')]).toEqual([['q-recommend', ['10']]]);
  expect([...enteredByScore(survey, '11')]).toEqual([]);
  const words = surveyOf({ questions: [{ id: 'why', kind: 'text', text: 'Why?' }] });
  expect([...enteredByScore(words, '5')]).toEqual([]);
});

test('whatever a browser may send is either told to be wrong, or an event that any sender’s judge accepts', () => {
  const value = fc.oneof(
    fc.constantFrom('0', '1', '5', '7', '10', 'door', 'shop', 'speed', ''),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.repeat(200).slice(0, 6_000)),
  );
  const form = fc.record(
    Object.fromEntries(survey.questions.map((each) => [fieldOf(each), fc.array(value, { maxLength: 3 })])),
  );
  let complete = 0;
  fc.assert(
    fc.property(form, (values) => {
      const reading = readAnswers(survey, new Map(Object.entries(values)));
      if (reading.kind === 'wrong') {
        expect(reading.problems.length).toBeGreaterThan(0);
        return;
      }
      complete += 1;
      const at = '2026-03-14T10:00:00.000Z';
      const event = answerEvent({
        ...{ subject: 'ab'.repeat(8), survey: { id: survey.id, version: 3 }, language: 'ar', at },
        ...{ answers: reading.answers, dimensions: { site: 'Lyon' }, invitation: invitationOf() },
      });
      const by = { source: event.source, types: ['response' as const], now: Date.parse(at), digest };
      expect(judgeEvent(event, JSON.stringify(event), by)).toMatchObject({ accepted: true });
    }),
    { numRuns: 2_000 },
  );
  expect(complete).toBeGreaterThan(20);
});

test('thirty texts in the widest script fit into one event', () => {
  const many = Survey.parse({
    ...{ id: 'wide', title: 'Wide' },
    questions: Array.from({ length: 30 }, (_, at) => ({ id: `t${at}`, kind: 'text', text: 'Why?' })),
  });
  const most = longestAnswer(many);
  const form = Object.fromEntries(many.questions.map((each) => [fieldOf(each), '因'.repeat(most)]));
  const reading = readAnswers(many, entered(form));
  if (reading.kind === 'wrong') throw new Error('refused');
  expect(Buffer.byteLength(JSON.stringify(reading.answers))).toBeLessThan(60_000);
});

test('a browser’s languages come by their weight', () => {
  expect(acceptedLanguages('fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5')).toEqual(['fr-CH', 'fr', 'en', 'de']);
  expect(acceptedLanguages('en;q=0.2, he , ar;q=0')).toEqual(['he', 'en']);
  for (const nothing of [undefined, '', '*', ';;;', 'en;q=x']) expect(acceptedLanguages(nothing)).toEqual([]);
});
