import PostalMime, { type Email } from 'postal-mime';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DigestContent } from '../../shared/core/digest/content.ts';
import { renderDigestMail } from '../../shared/mail/digest/digest-mail.ts';
import { digestView } from '../../shared/mail/digest/digest-view.ts';
import { composeMime, type Mail } from '../../shared/mail/mime.ts';
import { digestOf, objectiveOf } from '../support/digest.ts';

const notice = 'mmq1x0c0-0123456789abcdef';
const stop = `https://hoshin.example/v1/unsubscribe/${'a'.repeat(40)}.${'b'.repeat(180)}.${'c'.repeat(43)}`;
const write = (content: DigestContent, link: string | undefined = stop): Promise<Mail> =>
  renderDigestMail(content, { id: notice }, link);
const parse = async (mail: Mail, name = 'Elena Marlow'): Promise<Email> =>
  PostalMime.parse(
    await composeMime(mail, {
      ...{ from: 'hoshin@hoshin.example', to: { name, address: 'elena@marlow.example' } },
      ...{ notice, configurationSet: 'set' },
    }),
  );
const header = (mail: Email, name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
/** What a reader of the HTML sees. */
const seen = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/[\s\u00a0]+/g, ' ');

describe('the digest of a week', () => {
  let mail: Mail;
  let parsed: Email;
  beforeAll(async () => {
    mail = await write(digestOf());
    parsed = await parse(mail);
  });

  test('has both alternatives, and pictures that the HTML shows by their cid', () => {
    expect(parsed.subject).toBe(
      'Week 47: 2 of 6 targets are missed, one more than last week: On-time delivery and Complaint rate',
    );
    const cids = parsed.attachments.map(({ contentId }) => contentId?.replace(/^<|>$/g, ''));
    expect(cids).toHaveLength(6);
    expect([...(parsed.html ?? '').matchAll(/cid:([^"]+)"/g)].map(([, cid]) => cid).sort()).toEqual(cids.sort());
    expect(parsed.html).not.toMatch(/(src|background)="?https?:|url\(/);
  });

  test('can be ended by the mail program’s own button, with one click (RFC 8058)', () => {
    expect(header(parsed, 'list-unsubscribe')).toEqual([`<${stop}>`]);
    expect(header(parsed, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(parsed.html).toContain(`href="${stop}"`);
    expect(parsed.text?.replaceAll('\r', '')).toContain(`Stop these digests:\n${stop}`);
  });

  test.each([
    ['state and value of each objective', '88.4 %', '11.8 per 1,000', '97.4 %', 'no data'],
    ['change, and whether it is better', '3.4 points worse', '1.1 per 1,000 better', 'no change'],
    ['n', '1,020', '30,512', '6,420'],
    ['who lives with a miss', 'accepted by Elena Marlow until 15 Dec 2026', 'unacknowledged'],
    ['which slices explain it', 'Alpine Freight (carrier)', '91.0 % → 62.0 %', '83 % of it'],
    ['process signals and the outlook', 'around 9 November 2026', 'must reach at least 96.3 %'],
    ['what customers said', 'came on Friday', 'NPS 1'],
    ['actions', 'Agree on a second pick-up', 'was due 18 Nov 2026', 'Not effective', 'Effective'],
    ['decisions', 'Elena Marlow accepts it until 15 December 2026', 'The new carrier starts on 1 December.'],
    ['silent sources and whom no mail reaches', 'survey-tool', 'last heard 24 October 2026', 'Jonas Berg'],
    ['figures that changed', '92.6 % (n 988) → 91.8 % (n 1,010)', 'At least 26 records'],
    ['that alerts come all the same', 'come all the same'],
  ])('says in HTML and in plain text: %s', (_, ...said) => {
    const text = (parsed.text ?? '').replaceAll(/\s+/g, ' ');
    for (const words of said) {
      expect(seen(parsed.html ?? '')).toContain(words);
      expect(text).toContain(words);
    }
  });

  test('keeps plain text to 72 columns, addresses aside', () => {
    const long = mail.text.split('\n').filter((line) => [...line].length > 72 && !line.startsWith('https://'));
    expect(long).toEqual([]);
  });

  test('stays below what Gmail shows whole, even with a hundred objectives', async () => {
    const objectives = Array.from({ length: 100 }, (_, at) => objectiveOf({ id: `o${at}`, title: `Objective ${at}` }));
    const { html, images } = await write(digestOf({ objectives }));
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
    expect(images).toHaveLength(30);
    expect(seen(html)).toContain('And 70 more');
  });
});

test('a mail that no link could be signed for has no header that promises one', async () => {
  const mail = await renderDigestMail(digestOf(), { id: notice }, undefined);
  const parsed = await parse(mail);
  expect(header(parsed, 'list-unsubscribe')).toEqual([]);
  expect(mail.html).not.toContain('Stop these digests');
});

test('a month is named, and compared with the month before', () => {
  const period = { id: 'month-2026-10', from: '2026-10-01', to: '2026-10-31' };
  const view = digestView(digestOf({ cadence: 'monthly', period }));
  expect(view.subject).toMatch(/^October 2026: 2 of 6 targets are missed, one more than last month/);
  expect(view.compared).toContain('a month earlier');
  expect(view.days).toBe('1–31 Oct 2026');
});

test('seven days that are no calendar week are named by their end', () => {
  const period = { id: 'week-2026-W48', from: '2026-11-20', to: '2026-11-26' };
  expect(digestView(digestOf({ period })).period).toBe('Week to 26 November 2026');
});

describe('what comes from outside does no harm', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<img src="https://evil.example/p.png">',
    'javascript:alert(1)',
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    '@SUM(1)',
    'Subject\r\nBcc: victim@example.com',
    '\u202egnp.exe',
    '"><a href="javascript:alert(1)">x</a>',
  ];

  test.each(hostile)('%j in every text', async (text) => {
    const title = text;
    const base = digestOf();
    const content = digestOf({
      company: text,
      objectives: [objectiveOf({ title, owner: text, accepted: { by: text, until: '2026-12-01' } })],
      unread: [{ objective: 'x', title, why: text }],
      worsened: [
        { objective: 'on-time', slices: [{ slice: `carrier=${text}`, before: 0.9, after: 0.8, n: 3, share: 1 }] },
      ],
      signals: [{ objective: 'on-time', words: text }],
      forecasts: [{ objective: 'on-time', words: text }],
      voices: [{ type: 'response', namespace: 'x', subject: text, day: '2026-11-18', about: text, text }],
      actions: base.actions.map((action) => ({ ...action, what: text, owner: text })),
      decisions: [{ objective: 'on-time', words: text, by: text, at: base.at, reason: text }],
      silentSources: [{ source: text }],
      unreachable: [{ id: 'x', name: text, why: text }],
      restatements: base.restatements.map((each) => ({ ...each, title })),
    });
    const parsed = await parse(await write(content), text);
    const html = parsed.html ?? '';
    expect(html).not.toMatch(/<script|<img[^>]+onerror|src="?https?:|href="javascript|\u202e/i);
    expect(header(parsed, 'bcc')).toEqual([]);
    expect(parsed.to?.map(({ address }) => address)).toEqual(['elena@marlow.example']);
    // No line of the plain text, and no cell of the HTML, begins as a formula does.
    expect((parsed.text ?? '').split(/\r?\n/).filter((line) => /^\s*[=+@]/.test(line))).toEqual([]);
    expect(html).not.toMatch(/<bdi>[=+@]/);
    expect(parsed.text).not.toContain('\u202e');
  });

  test('an address that could end a header is refused', async () => {
    const mail = { ...(await write(digestOf())), unsubscribe: 'https://a.example/>\r\nBcc: x@example.com' };
    await expect(parse(mail)).rejects.toThrow('cannot stand in a header');
  });
});

test('a source was last heard on the reader’s day, not on that of UTC', () => {
  const silentSources = [{ source: 'erp', lastSeen: '2026-10-24T22:30:00.000Z' }];
  expect(digestView({ ...digestOf(), silentSources }).silentSources).toEqual([
    { label: 'erp', text: 'last heard 25 October 2026' },
  ]);
});

test('that no slice stands out is said only of values that slices add up to', () => {
  const noneOf = (worsened: DigestContent['worsened']) =>
    digestView(digestOf({ objectives: [objectiveOf({ id: 'o' })], worsened })).worsened.map(({ none }) => none);
  expect(noneOf([{ objective: 'o', slices: [] }])).toEqual(['No slice stands out.']);
  expect(noneOf([{ objective: 'o', slices: [], addsUp: false }])).toEqual(['']);
});
