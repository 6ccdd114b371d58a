/** Takes the pictures of `docs/complaints.md`: the form and what follows it on phones and desks, and the mails about a complaint. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { complaintForm, type FormView, filedDetails, formTitle } from '../../functions/complaints/form-view.ts';
import { offeredCategories } from '../../shared/core/complaint/form.ts';
import { complaintWords } from '../../shared/core/language/complaint-words.ts';
import { type Language, languageCodes } from '../../shared/core/language/languages.ts';
import { renderCustomerMail } from '../../shared/mail/complaint/customer-mail.ts';
import { renderOwnerMail } from '../../shared/mail/complaint/owner-mail.ts';
import { customerDocument } from '../../shared/pages/customer/frame.ts';
import { sayPage } from '../../shared/pages/customer/say.ts';
import { findChromium, openBrowser } from '../support/browser.ts';
import { customerMailOf, ownerMailOf } from '../support/complaint-mails.ts';
import { shownMail } from '../support/shown-mail.ts';
import { type Look, takePicture } from './take-pictures.ts';
import { takeSheet } from './take-sheet.ts';

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'docs/images' }, whole: { type: 'boolean' } },
});

const around = { company: 'Marlow Pumps', switchTo: { languages: languageCodes } };

const form = (language: Language, more: Partial<FormView> = {}): string => {
  const view: FormView = {
    ...{ language, categories: offeredCategories(undefined), consent: undefined, token: 't', entered: {} },
    ...more,
  };
  return customerDocument({ ...around, status: 200, language, title: formTitle(view), main: complaintForm(view) });
};
const filed = (language: Language, mailed: boolean): string =>
  customerDocument(
    sayPage(
      { ...around, status: 200, language, sign: 'done' },
      { title: complaintWords[language].filed.title, text: '' },
      filedDetails(language, { subject: 'C-7K3F-9Q2M', mailed }),
    ),
  );

const entered = { what: 'The pump leaks, and it smells.', category: 'damaged', email: 'ada@' };
const pages = {
  form: form('en', { entered: { ...entered, order: 'ORD-2026-11874', name: 'Ada Okafor', email: '' } }),
  arabic: form('ar'),
  wrong: form('en', {
    entered: { email: 'ada@' },
    problems: [
      { field: 'what', problem: 'wrong' },
      { field: 'category', problem: 'wrong' },
      { field: 'email', problem: 'wrong' },
    ],
  }),
  again: form('fr', { entered, notice: complaintWords.fr.already.replace('{case}', 'C-7K3F-9Q2M') }),
  filed: filed('de', true),
  'filed-arabic': filed('ar', false),
};
const mails = {
  owner: renderOwnerMail(ownerMailOf(), 'mmq1x0c0-0123456789abcdef'),
  received: renderCustomerMail(customerMailOf('fr')),
  arabic: renderCustomerMail(customerMailOf('ar')),
  answered: renderCustomerMail(
    customerMailOf(
      'en',
      'Dear Ada Okafor,\n\na new pump is on its way to you, with a guard of the new kind. We have called back every pump of that week.\n\nWe are sorry for what happened.',
    ),
  ),
};

const chromium = findChromium();
if (!chromium) process.exit(1);
const browser = await openBrowser(chromium);
mkdirSync(values.out, { recursive: true });
const save = (name: string, png: Uint8Array) => {
  writeFileSync(join(values.out, name), png);
  console.log(`${join(values.out, name)}  ${Math.round(png.length / 1000)} KB`);
};

try {
  const documents = {
    ...pages,
    ...Object.fromEntries(Object.entries(mails).map(([name, mail]) => [`mail-${name}`, shownMail(mail)])),
  };
  if (values.whole) {
    for (const [name, html] of Object.entries(documents))
      for (const width of [360, 700])
        for (const scheme of ['light', 'dark'] as const)
          save(
            `complaint-${name}-${width}-${scheme}.png`,
            await takePicture(browser, html, { width, scheme, density: 1 }),
          );
  } else {
    const forms: { html: string; look: Pick<Look, 'width' | 'scheme'> }[] = [
      { html: pages.form, look: { width: 700, scheme: 'light' } },
      { html: pages.arabic, look: { width: 360, scheme: 'dark' } },
      { html: pages.filed, look: { width: 360, scheme: 'light' } },
    ];
    save('page-complaint.png', await takeSheet(browser, forms, 1_050));
    const sent: typeof forms = [
      { html: shownMail(mails.owner), look: { width: 700, scheme: 'light' } },
      { html: shownMail(mails.received), look: { width: 360, scheme: 'light' } },
      { html: shownMail(mails.arabic), look: { width: 360, scheme: 'dark' } },
    ];
    save('mail-complaint.png', await takeSheet(browser, sent, 980));
  }
} finally {
  await browser.close();
}
