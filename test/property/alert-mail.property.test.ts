/** Whatever stands in the evidence, a mail about it is well-formed, says the same twice, and runs nowhere. */
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test, vi } from 'vitest';
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import { bySeverity } from '../../shared/core/alert/severity.ts';
import { alertHtml } from '../../shared/mail/alert/alert-html.ts';
import { alertText } from '../../shared/mail/alert/alert-text.ts';
import { alertView } from '../../shared/mail/alert/alert-view.ts';
import { groupHtml } from '../../shared/mail/alert/group-html.ts';
import { groupText } from '../../shared/mail/alert/group-text.ts';
import { groupView } from '../../shared/mail/alert/group-view.ts';
import { composeMime, type Mail } from '../../shared/mail/mime.ts';
import { alertMails } from '../support/alert-mails.ts';
import { replaceTexts } from '../support/every-mail.ts';

// Many mails, on machines that may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const notice = 'jfo2k3x1-0123456789abcdef';
const foot = 'You are told as the owner of this objective.';
const address = 'https://hoshin.example/v1/decide/token';

/** Anything that fits a field, with more of what could do harm than chance would have. */
const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<',
          '>',
          '"',
          "'",
          '&',
          '=',
          '+',
          '-',
          '@',
          '\r',
          '\n',
          '\t',
          '\u202e',
          '\u200b',
          '\ud800',
          '://',
        ),
        fc.constantFrom(
          'script',
          'style',
          '=HYPERLINK(',
          'Bcc: a@b.example',
          '<img src=x>',
          '</td>',
          'javascript:',
          ' ',
        ),
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

const reading = fc.record({
  value: fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1, noNaN: true })),
  n: fc.nat(2_000_000),
  low: fc.double({ min: 0, max: 1, noNaN: true }),
  high: fc.double({ min: 0, max: 1, noNaN: true }),
});
const kinds = Object.entries(alertMails()).filter(([, { length }]) => length === 1);

/** Evidence of any kind, with any texts and any figures. */
const evidence: fc.Arbitrary<Evidence> = fc
  .record({
    base: fc.constantFrom(...kinds.map(([, [first]]) => first)),
    texts: fc.array(text, { minLength: 1, maxLength: 8 }),
    reading,
    to: fc.constantFrom('missed', 'at-risk', 'met', 'silent', 'insufficient'),
  })
  .map(({ base, texts, reading: { value, n, low, high }, to }) => {
    let at = 0;
    const told = replaceTexts(base, () => texts[at++ % texts.length] ?? '');
    const interval: [number, number] = [Math.min(low, high), Math.max(low, high)];
    return { ...told, to, reading: { ...told.reading, value, n, interval: value === null ? null : interval } };
  });

const one = (told: Evidence): Mail => {
  const view = alertView(told, address);
  return {
    subject: view.subject,
    html: alertHtml(view, 'c@h', foot, notice),
    text: alertText(view, foot, notice),
    images: [],
  };
};
const several = (told: readonly Evidence[]): Mail => {
  const [first, ...others] = told.map((each, at) => ({ ...each, objective: { ...each.objective, id: `o-${at}` } }));
  if (!first) throw new Error('nothing to tell');
  const view = groupView([first, ...others], new Map([['o-0', address]]));
  const { html, details } = groupHtml(view, foot, notice);
  return { subject: view.subject, html, text: groupText(view, details, foot, notice), images: [] };
};

const openTags = new Set(['meta', 'img', 'br', '!doctype']);
/** True if every element is closed where it was opened, and none is unknown. */
const isBalanced = (html: string): boolean => {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.replaceAll(/"[^"]*"/g, '""').matchAll(/<(\/?)([a-z!][a-z0-9]*)[^<>]*>/g)) {
    if (openTags.has(name)) continue;
    if (!slash) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
};
const known = /^<\/?(!doctype|html|head|meta|title|style|body|div|table|tr|td|th|h1|h2|p|span|a|img|br|bdi)\b/;
/** As a reader sees it: no tags, entities resolved. */
const seen = (html: string) =>
  html
    .replace(/^[\s\S]*<body/, '<body')
    .replaceAll(/<(?!\/?(?:bdi|span)\b)[^>]*>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const flat = (words: string) => words.replaceAll(/\s+/g, ' ');

const checkMarkup = ({ html, text: plain }: Mail) => {
  expect(isBalanced(html)).toBe(true);
  for (const tag of html.replaceAll(/"[^"]*"/g, '').match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(known);
  for (const [, name, url] of html.matchAll(/\s(src|href)="([^"]*)"/g))
    expect(name === 'src' ? url?.startsWith('cid:') : url?.startsWith(`${address}?choice=`), url).toBe(true);
  for (const line of plain.split('\n')) if (line !== '-- ') expect(line).not.toMatch(/^[\s\p{Cf}]*[=+\-@]/u);
};

test('a mail about one alert is well-formed, and says each figure in both alternatives', () => {
  fc.assert(
    fc.property(evidence, (told) => {
      const mail = one(told);
      checkMarkup(mail);
      const [html, plain] = [flat(seen(mail.html)), flat(mail.text)];
      const { figures } = alertView(told);
      for (const { text: figure } of figures.slice(0, 2)) {
        expect(html).toContain(figure);
        expect(plain).toContain(figure);
      }
    }),
    { numRuns: 200 },
  );
});

test('a mail about several is well-formed, and says the value and target of each in both alternatives', () => {
  fc.assert(
    fc.property(fc.array(evidence, { minLength: 2, maxLength: 5 }), (told) => {
      const mail = several(told);
      checkMarkup(mail);
      expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
      expect([...mail.subject].length).toBeLessThanOrEqual(78);
      const [html, plain] = [flat(seen(mail.html)), flat(mail.text)];
      const [first, ...others] = told;
      if (!first) return;
      for (const { value, target } of groupView([first, ...others], new Map()).alerts) {
        expect(html).toContain(value);
        expect(html).toContain(target);
        expect(plain).toContain(`${value}, target ${target}`);
      }
    }),
    { numRuns: 60 },
  );
});

test('its headers are one line each, and its body comes back as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(evidence, text, async (told, name) => {
      const mail = one(told);
      const raw = await composeMime(mail, {
        from: 'Hoshin <hoshin@company.example>',
        to: { name, address: 'anna@company.example' },
        notice,
        configurationSet: 'hoshin-mails',
      });
      const head = Buffer.from(raw).toString('latin1').split('\r\n\r\n')[0] ?? '';
      const names = head
        .replaceAll(/\r\n[ \t]/g, ' ')
        .split('\r\n')
        .map((line) => line.split(':')[0]);
      expect(names).toEqual([
        ...['X-Hoshin-Notice', 'X-Ses-Configuration-Set', 'X-Ses-Message-Tags', 'Auto-Submitted'],
        ...['From', 'To', 'Subject', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type'],
      ]);
      const parsed = await PostalMime.parse(raw);
      expect(parsed.to?.map((each) => each.address)).toEqual(['anna@company.example']);
      expect(parsed.text?.replaceAll('\r\n', '\n').trim()).toBe(mail.text.trim());
      expect(parsed.html?.replaceAll('\r\n', '\n').trim()).toBe(mail.html.trim());
    }),
    { numRuns: 100 },
  );
});

test('what is told first does not hang on the order in which it was found', () => {
  fc.assert(
    fc.property(fc.array(evidence, { minLength: 2, maxLength: 6 }), fc.infiniteStream(fc.nat()), (told, order) => {
      const all = told.map((each, at) => ({ ...each, objective: { ...each.objective, id: `o-${at}` } }));
      const shuffled = all
        .map((each) => ({ each, at: order.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each);
      const ids = (evidences: Evidence[]) => evidences.sort(bySeverity).map(({ objective }) => objective.id);
      expect(ids(shuffled)).toEqual(ids([...all]));
    }),
  );
});
