/** What the shape of a survey cannot say: that every text is there in every language, and that its answers can be counted. */
import type { Policy } from '../../shared/core/config/policy.ts';
import { type Texts, textIn } from '../../shared/core/language/languages.ts';
import { isScale, readAnswers } from '../../shared/core/survey/answers.ts';
import type { Survey } from '../../shared/core/survey/survey.ts';
import { customerDocument } from '../../shared/pages/customer/frame.ts';
import { surveyForm } from '../../shared/pages/customer/survey-form.ts';
import type { FileProblem } from '../read-yaml.ts';
import { nearest } from './nearest.ts';
import type { Entry } from './read-files.ts';

type Path = (string | number)[];
interface Place {
  path: Path;
  texts: Texts | undefined;
}

/** Every text of a survey, and where it stands in the file. */
const placesOf = ({ title, intro, questions, thanks, consent }: Survey): Place[] => [
  { path: ['title'], texts: title },
  { path: ['intro'], texts: intro },
  ...questions.flatMap((question, at): Place[] => {
    const path = ['questions', at];
    const { text, hint } = question;
    return [
      { path: [...path, 'text'], texts: text },
      { path: [...path, 'hint'], texts: hint },
      ...(isScale(question)
        ? [
            { path: [...path, 'lowest'], texts: question.lowest },
            { path: [...path, 'highest'], texts: question.highest },
          ]
        : []),
      ...('choices' in question
        ? question.choices.map((choice, index) => ({ path: [...path, 'choices', index, 'text'], texts: choice.text }))
        : []),
    ];
  }),
  { path: ['thanks'], texts: thanks },
  { path: ['consent'], texts: consent },
];

type Problem = Entry<Survey>['problem'];

/** A language that is not offered would never be read; one that is would be shown in another. */
const checkTexts = (survey: Survey, problem: Problem): FileProblem[] =>
  placesOf(survey).flatMap(({ path, texts }) => {
    if (!texts || '*' in texts) return [];
    const missing = survey.languages.filter((language) => !textIn({ [language]: texts[language] }, language));
    const idle = Object.keys(texts).filter((language) => !survey.languages.some((each) => each === language));
    return [
      ...missing.map((language) => problem(path, `lacks ${language}, a language of the survey`)),
      ...idle.map((language) =>
        problem([...path, language], `the survey is not in ${language}: add it to its languages`),
      ),
    ];
  });

/** One answer holds one score of each kind; what names a question names what was answered to it. */
const checkQuestions = ({ questions }: Survey, problem: Problem): FileProblem[] =>
  questions.flatMap((question, at) => {
    const before = questions.slice(0, at);
    return [
      ...(before.some(({ id }) => id === question.id)
        ? [problem(['questions', at, 'id'], `'${question.id}' names another question already`)]
        : []),
      ...(isScale(question) && before.some(({ kind }) => kind === question.kind)
        ? [
            problem(
              ['questions', at, 'kind'],
              `a survey has one question of the kind ${question.kind}: one answer has one such score`,
            ),
          ]
        : []),
    ];
  });

/** Values that a policy lists, and that would count as `other` if it does not. */
const checkSlices = (survey: Survey, { dimensions }: Pick<Policy, 'dimensions'>, problem: Problem): FileProblem[] => {
  const unlisted = (dimension: 'survey' | 'channel' | 'language', value: string, path: Path) => {
    const known = dimensions[dimension];
    return Array.isArray(known) && !known.includes(value)
      ? [problem(path, `the policy knows ${dimension} ${known.join(', ')}, not '${value}': it would count as other`)]
      : [];
  };
  const channels = survey.open?.channels ?? [];
  return [
    ...unlisted('survey', survey.id, ['id']),
    ...survey.languages.flatMap((language, at) => unlisted('language', language, ['languages', at])),
    ...channels.flatMap((channel, at) => unlisted('channel', channel, ['open', 'channels', at])),
    ...channels.flatMap((channel, at) =>
      channels.indexOf(channel) < at ? [problem(['open', 'channels', at], `'${channel}' stands there already`)] : [],
    ),
  ];
};

/** A link is good as long as its mail says: whoever is forgotten before would find that it has expired. */
const checkRetention = (
  { invite }: Survey,
  { retention }: Pick<Policy, 'retention'>,
  problem: Problem,
): FileProblem[] => {
  const kept = retention?.invitations;
  const needed = invite && Math.ceil(invite.delayHours / 24) + invite.validDays;
  return kept !== undefined && needed !== undefined && kept <= needed
    ? [
        problem(
          ['invite', 'validDays'],
          `the policy forgets whom an invitation asks after ${kept} days, and its link is good until day ${needed}: keep it longer (retention.invitations), or let the link end earlier`,
        ),
      ]
    : [];
};

/** It would silently never come. */
const checkReminder = ({ invite }: Survey, problem: Problem): FileProblem[] =>
  invite && invite.reminderDays !== false && invite.reminderDays >= invite.validDays
    ? [
        problem(
          ['invite', 'reminderDays'],
          `${invite.reminderDays} days after the first mail its link, good for ${invite.validDays}, has ended: remind earlier, or say false`,
        ),
      ]
    : [];

/** A phone on a weak network loads the page with its errors in a second or two. */
const mostBytes = 30_000;

/** The longest that the page can be before anybody has typed: with every question left out. */
const checkSize = (survey: Survey, problem: Problem): FileProblem[] => {
  const entered = new Map();
  const reading = readAnswers(survey, entered);
  const problems = reading.kind === 'wrong' ? reading.problems : [];
  const sizes = survey.languages.map((language) => {
    const main = surveyForm({ survey, language, entered, problems });
    const switchTo = { languages: survey.languages };
    const document = customerDocument({ status: 422, language, title: textIn(survey.title, language), switchTo, main });
    return { language, bytes: Buffer.byteLength(document) };
  });
  const largest = sizes.toSorted((a, b) => b.bytes - a.bytes)[0];
  return largest && largest.bytes > mostBytes
    ? [
        problem(
          ['questions'],
          `the page in ${largest.language} would be ${Math.ceil(largest.bytes / 1000)} KB, and phones get at most ${mostBytes / 1000}: ask less, or make two surveys of it`,
        ),
      ]
    : [];
};

/** Policy and namespaces as they will be once the files are applied. */
export const checkSurvey = (
  { value, problem }: Entry<Survey>,
  known: { namespaces: readonly string[]; policy: Pick<Policy, 'dimensions' | 'retention'> },
): FileProblem[] => [
  ...checkTexts(value, problem),
  ...checkQuestions(value, problem),
  ...checkSlices(value, known.policy, problem),
  ...checkReminder(value, problem),
  ...checkRetention(value, known.policy, problem),
  ...checkSize(value, problem),
  ...value.languages.flatMap((language, at) =>
    value.languages.indexOf(language) < at ? [problem(['languages', at], `${language} stands there already`)] : [],
  ),
  ...(value.invite?.sources ?? []).flatMap((source, at) =>
    known.namespaces.includes(source)
      ? []
      : [problem(['invite', 'sources', at], `there is no source '${source}'${nearest(source, known.namespaces)}`)],
  ),
];
