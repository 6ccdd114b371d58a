/** Takes the pictures of `docs/surveys.md`: the form of a survey on phones and desks, in both directions, and what follows it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Language, textIn } from '../../shared/core/language/languages.ts';
import { surveyWords } from '../../shared/core/language/survey-words.ts';
import { type Entered, readAnswers } from '../../shared/core/survey/answers.ts';
import { customerDocument } from '../../shared/pages/customer/frame.ts';
import { sayPage } from '../../shared/pages/customer/say.ts';
import { type FormView, surveyForm, titleOf } from '../../shared/pages/customer/survey-form.ts';
import { findChromium, openBrowser } from '../support/browser.ts';
import { surveyOf } from '../support/surveys.ts';
import { type Look, takePicture } from './take-pictures.ts';
import { takeSheet } from './take-sheet.ts';

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'docs/images' }, whole: { type: 'boolean' } },
});

const survey = surveyOf();
const company = 'Marlow & Söhne';
const switchTo = { languages: survey.languages };

const form = (language: Language, entered: Entered, more: Partial<FormView> = {}): string => {
  const view: FormView = { survey, language, entered, ...more };
  const page = { status: 200, language, title: titleOf(view), company, switchTo, main: surveyForm(view) };
  return customerDocument(page);
};
const wrongForm = (language: Language, entered: Entered): string => {
  const reading = readAnswers(survey, entered);
  return form(language, entered, { problems: reading.kind === 'wrong' ? reading.problems : [] });
};
const thanks = (language: Language): string => {
  const text = survey.thanks ? textIn(survey.thanks, language) : '';
  return customerDocument(
    sayPage({ status: 200, language, company, switchTo, sign: 'done' }, { ...surveyWords[language].thanks, text }),
  );
};

const chosen: Entered = new Map([['q-recommend', ['9']]]);
const half: Entered = new Map([
  ['q-satisfied', ['4']],
  ['q-good', ['speed', 'driver']],
  ['q-why', ['It came a day late, but the driver was kind.']],
]);

const chromium = findChromium();
if (!chromium) process.exit(1);
const browser = await openBrowser(chromium);
mkdirSync(values.out, { recursive: true });
const save = (name: string, png: Uint8Array) => {
  writeFileSync(join(values.out, name), png);
  console.log(`${join(values.out, name)}  ${Math.round(png.length / 1000)} KB`);
};

try {
  if (values.whole) {
    const pages = {
      form: form('fr', chosen),
      arabic: form('ar', half),
      wrong: wrongForm('en', half),
      thanks: thanks('fr'),
    };
    for (const [name, html] of Object.entries(pages))
      for (const width of [360, 700])
        for (const scheme of ['light', 'dark'] as const)
          save(
            `survey-${name}-${width}-${scheme}.png`,
            await takePicture(browser, html, { width, scheme, density: 1 }),
          );
  } else {
    const shown: { html: string; look: Pick<Look, 'width' | 'scheme'> }[] = [
      { html: form('en', chosen), look: { width: 700, scheme: 'light' } },
      { html: form('fr', chosen), look: { width: 360, scheme: 'light' } },
      { html: form('ar', chosen), look: { width: 360, scheme: 'dark' } },
      { html: wrongForm('en', half), look: { width: 360, scheme: 'light' } },
    ];
    save('page-survey.png', await takeSheet(browser, shown, 980));
  }
} finally {
  await browser.close();
}
