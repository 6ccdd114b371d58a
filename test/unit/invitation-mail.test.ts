/** Invitations as they are written, in every language. */
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { invitationWords } from '../../shared/core/language/invitation-words.ts';
import { directionOf, type Language, languageCodes } from '../../shared/core/language/languages.ts';
import { renderInvitationMail } from '../../shared/mail/invitation/invitation-mail.ts';
import type { InvitationMail } from '../../shared/mail/invitation/invitation-view.ts';
import { composeMime } from '../../shared/mail/mime.ts';
import { invitationMailOf } from '../support/invitation-mail.ts';

const write = (given: Partial<InvitationMail> = {}, language: Language = 'en') =>
  renderInvitationMail({ ...invitationMailOf(language), ...given });
const linksIn = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
const page = invitationMailOf('en').pages.survey;

describe.each(languageCodes)('in %s', (language) => {
  it('says everything in the language, in its direction, and nothing in another one', () => {
    const mail = write({}, language);
    expect(mail.html).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
    const words = invitationWords[language];
    for (const said of [words.choose, words.answer, words.stop]) {
      expect(mail.html).toContain(said);
      expect(mail.html + mail.text).not.toMatch(/\{\w+\}|undefined/);
    }
    expect(mail.text).toContain(words.orChoose);
    const english = Object.values({ ...invitationWords.en }).flatMap((text) =>
      text.split(/\{\w+\}/).filter((part) => part.length > 20),
    );
    if (language !== 'en') for (const part of english) expect(mail.html + mail.text).not.toContain(part);
  });

  it('names the last day with the digits of the buttons', () => {
    expect(write({}, language).text).toMatch(/21.*2026/);
  });

  it('reminds in its own words', () => {
    const mail = write({ reminder: true }, language);
    expect(mail.subject).not.toBe(write({}, language).subject);
    expect(mail.html).toContain(invitationWords[language].reminder.slice(0, 20));
  });
});

describe('the first score', () => {
  it.each([
    ['nps', 0, 10],
    ['csat', 1, 5],
    ['ces', 1, 7],
  ] as const)('of a question of kind %s can be given from the mail, as HTML and as text', (kind, from, to) => {
    const { survey } = invitationMailOf('en');
    const questions = survey.questions.map((each) => ({ ...each, kind }) as never);
    const { html, text } = write({ survey: { ...survey, questions } });
    const scores = Array.from({ length: to - from + 1 }, (_, at) => `${page}?score=${from + at}`);
    expect(linksIn(html).filter((href) => href?.includes('?score='))).toEqual(scores);
    for (const score of scores) expect(text).toContain(`${score}\n`);
  });

  it('is not offered where no score is asked for: then the survey is opened', () => {
    const { survey } = invitationMailOf('en');
    const questions = [{ kind: 'text', id: 'why', text: { en: 'What went wrong?' }, optional: true } as const];
    const { html, text } = write({ survey: { ...survey, questions } });
    expect(linksIn(html).filter((href) => href?.includes('?score='))).toEqual([]);
    expect(linksIn(html)).toContain(page);
    expect(text).toContain(page);
  });

  it('has the ends that the survey names, or those of the product', () => {
    const { survey } = invitationMailOf('fr');
    expect(write({}, 'fr').html).toContain('0 = Pas du tout probable · 10 = Très probable');
    const questions = survey.questions.map((each) => ({ ...each, lowest: { fr: 'Jamais' } }) as never);
    expect(write({ survey: { ...survey, questions } }, 'fr').html).toContain('0 = Jamais · 10 = Très probable');
  });
});

describe('for mail programs', () => {
  const composed = async (given: Partial<InvitationMail> = {}) =>
    PostalMime.parse(
      await composeMime(write(given), {
        from: 'Quality <kpi@company.example>',
        to: { name: '', address: 'ada@customer.example' },
        notice: 'mmq1x0c0-5f1c000000000000',
        configurationSet: 'set',
      }),
    );

  it('comes from the company by name, from the stack’s one address, and can be ended with one click', async () => {
    const mail = await composed();
    expect(mail.from).toEqual({ name: 'Marlow', address: 'kpi@company.example' });
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe')).toBe(`<${invitationMailOf('en').pages.stop}>`);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  it('keeps the stack’s own name where the company has none', async () => {
    expect((await composed({ company: undefined })).from).toEqual({ name: 'Quality', address: 'kpi@company.example' });
  });

  it('loads nothing, follows nobody, and stays small in every language', () => {
    for (const language of languageCodes) {
      const { html, images, text } = write({}, language);
      expect(images).toEqual([]);
      expect(html).not.toMatch(/<img|<script|<link|@import|url\(/i);
      const { pages } = invitationMailOf(language);
      for (const href of linksIn(html)) expect([pages.survey, pages.stop]).toContain(href?.split('?')[0]);
      expect(Buffer.byteLength(html) + Buffer.byteLength(text)).toBeLessThan(100_000);
    }
  });
});

it('shows a name that is markup, and a delivery that looks like a formula, as what they are', () => {
  const { invitation } = invitationMailOf('en');
  const customer = { name: '<b>{name}</b>$&', email: 'a@b.example' };
  const mail = write({ invitation: { ...invitation, customer, delivery: { namespace: 'erp', subject: '=1+1' } } });
  expect(mail.html).toContain('Hello &lt;b&gt;{name}&lt;/b&gt;$&amp;,');
  expect(mail.html).not.toContain('<b>');
  expect(mail.text).toContain('Your delivery: =1+1');
});

it('greets a customer whose name nobody knows, and introduces itself in the survey’s words where it has any', () => {
  const { invitation, survey } = invitationMailOf('en');
  const { html } = write({
    invitation: { ...invitation, customer: { email: 'a@b.example' } },
    survey: { ...survey, intro: { '*': 'Two questions.\nOne minute.' } },
  });
  expect(html).toContain('<bdi>Hello,</bdi>');
  expect(html).toContain('Two questions.\nOne minute.');
  expect(html).not.toContain(invitationWords.en.asked);
});
