/** What the product says to customers: what a compiler cannot see in ten languages. */
import { expect, test } from 'vitest';
import { complaintWords } from '../../shared/core/language/complaint-words.ts';
import { invitationWords } from '../../shared/core/language/invitation-words.ts';
import { chooseLanguage, type Language, languageCodes } from '../../shared/core/language/languages.ts';
import { pageWords } from '../../shared/core/language/page-words.ts';
import { surveyWords } from '../../shared/core/language/survey-words.ts';

const textsIn = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : Object.values(words as object).flatMap(textsIn);
const saidIn = (language: Language) =>
  [complaintWords, invitationWords, pageWords, surveyWords].flatMap((words) => textsIn(words[language]));

test('no line of French begins with its punctuation: the space before it does not break', () => {
  const said = saidIn('fr');
  expect(said.filter((text) => / [:;?!»]|« /.test(text))).toEqual([]);
  expect(said.filter((text) => /\u00a0[:?!]/.test(text)).length).toBeGreaterThan(10);
});

test('every language leaves the same gaps to be filled', () => {
  const gapsIn = (language: Language) =>
    saidIn(language).map((text) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort());
  for (const language of languageCodes) expect(gapsIn(language), language).toEqual(gapsIn('en'));
});

test('in Hebrew, whose word for invitations is the one for orders too, nobody seems to stop their orders', () => {
  const { stop, stopped, resumed } = surveyWords.he;
  for (const text of [stop.title, stop.button, stopped.title, resumed.title, invitationWords.he.stop])
    expect(text).toContain('לסקרים');
});

test.each([
  ['pt-BR', 'pt'],
  ['FR-ca', 'fr'],
  ['iw-IL', 'he'],
  ['he', 'he'],
  ['ja', 'en'],
  [undefined, 'en'],
] as const)('of all languages, whoever asks for %s gets %s', (tag, language) => {
  expect(chooseLanguage([tag], languageCodes)).toBe(language);
});
