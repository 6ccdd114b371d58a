import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { type ActionEvent, type ActionReason, actionReasons } from '../../shared/core/action/action.ts';
import { renderActionMail } from '../../shared/mail/action/action-mail.ts';
import { composeMime } from '../../shared/mail/mime.ts';
import { eventOf } from '../support/action-events.ts';

const id = 'mmq1x0c0-5f1c0a1b2c3d4e5f';
const page = 'https://example.com/v1/act/a.b.c';
const sent = async (event: ActionEvent, why = 'action owner', name = 'Piotr Zielinski') => {
  const raw = await composeMime(renderActionMail(event, { id, why }, page), {
    ...{ from: 'Hoshin <hoshin@company.example>', to: { name, address: 'piotr@company.example' } },
    ...{ notice: id, configurationSet: 'hoshin-mails' },
  });
  return { raw: Buffer.from(raw).toString('latin1'), mail: await PostalMime.parse(raw) };
};
const seen = (text: string) =>
  text
    .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

describe('an action mail says in its subject what happened', () => {
  it.each<[ActionReason, string, string]>([
    ['assigned', 'action owner', 'Action for you by 16 March 2026: Second carrier for the night run'],
    ['reminded', 'action owner', 'Due in 3 days: Second carrier for the night run'],
    ['overdue', 'action owner', 'Overdue by 1 day: Second carrier for the night run'],
    ['overdue-climbed', 'ladder', 'Overdue by 4 days: Second carrier for the night run (Piotr Zielinski)'],
    ['overdue-again', 'action owner', 'Still overdue by 11 days: Second carrier for the night run'],
    [
      'found-effective',
      'assigned it',
      'It worked: Second carrier for the night run – On-time delivery Lyon 94.1 % since it was done, target at least 90 %',
    ],
    [
      'found-ineffective',
      'top-management',
      'Did not work, reopened: Second carrier for the night run – On-time delivery Lyon 79.6 % since it was done, target at least 90 %',
    ],
    ['not-shown-to-work', 'assigned it', 'Not shown to work, reopened: Second carrier for the night run'],
    ['resources-asked', 'top-management', 'Piotr Zielinski asks for resources: Second carrier for the night run'],
    ['resources-granted', 'action owner', 'Resources granted: Second carrier for the night run'],
  ])('%s', async (reason, why, subject) => {
    expect((await sent(eventOf(reason), why)).mail.subject).toBe(subject);
  });

  it('and keeps it short where what is to be done is long', async () => {
    const event = eventOf('overdue');
    const what = 'Every carrier signs the new terms of the night run, '.repeat(4);
    const { mail } = await sent({ ...event, after: { ...event.after, what } });
    expect(mail.subject).toMatch(/^Overdue by 1 day: Every carrier signs .*…$/);
    expect(mail.subject?.length).toBeLessThan(100);
  });
});

describe('an action mail', () => {
  it.each(actionReasons)('%s: both alternatives say the same, and lead to the page', async (reason) => {
    const { mail } = await sent(eventOf(reason));
    const headline = mail.html?.match(/<h1[^>]*>(.*?)<\/h1>/s)?.[1];
    const html = seen(mail.html ?? '');
    const text = seen(mail.text ?? '');
    for (const body of [html, text]) {
      for (const piece of [seen(headline ?? '').trim(), 'A-12', 'Piotr Zielinski', 'On-time delivery Lyon'])
        expect(body).toContain(piece);
    }
    expect(mail.html).toContain(`href="${page}"`);
    expect(mail.text).toContain(`\n${page}\n`);
    expect(mail.attachments).toEqual([]);
    const addresses = [...(mail.html ?? '').matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url);
    expect(new Set(addresses)).toEqual(new Set([page]));
  });

  it('of what worked and what did not shows the reading that it was judged on', async () => {
    const { mail } = await sent(eventOf('found-ineffective'));
    for (const body of [seen(mail.html ?? ''), seen(mail.text ?? '')]) {
      expect(body).toContain(
        'In the 9 days since it was done, On-time delivery Lyon was 79.6 %, from 148 deliveries due.',
      );
      expect(body).toContain('Your action is open again, due on 11 April 2026.');
      expect(body).toContain('72.4 – 85.3 %');
      expect(body).toContain('Why? Picking ends at 22:00.');
    }
  });

  it.each([
    ['action owner', 'You are told as the owner of this action.'],
    ['assigned it', 'You are told because you assigned this action.'],
    ['ladder', 'You are told by the ladder of this objective.'],
    ['top-management', 'You are told as a member of top management.'],
    ['told of it before', 'You are told because you were told of this action before.'],
  ])('says why it comes: %s', async (why, words) => {
    const { mail } = await sent(eventOf('found-effective'), why);
    expect(seen(mail.html ?? '')).toContain(words);
    expect(seen(mail.text ?? '')).toContain(words);
  });

  it('without a page has no button that leads nowhere', () => {
    const mail = renderActionMail(eventOf('overdue'), { id, why: 'action owner' });
    expect(mail.html).not.toContain('href=');
  });

  it('cannot be written from an entry that keeps nothing to write it from', () => {
    const { grounds: _, ...bare } = eventOf('overdue');
    expect(() => renderActionMail(bare, { id, why: 'action owner' })).toThrow('nothing to write a mail from');
  });
});

describe('what people wrote', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    "=cmd|' /C calc'!A0",
    'Evil\r\nBcc: victim@company.example',
    '\u202egpj.exe\u0000\u2028',
    'x'.repeat(4000),
  ];
  const naming = (value: string): ActionEvent => {
    const event = eventOf('found-effective');
    const { after, grounds } = event;
    const texts = { cause: value, correction: value, correctiveAction: value, resourcesAsked: value };
    return {
      ...event,
      after: {
        ...after,
        ...texts,
        what: value.slice(0, 200),
        resourcesGranted: { what: value, by: 'elena', at: event.at },
      },
      ...(grounds && {
        grounds: {
          ...grounds,
          company: value,
          names: { piotr: value, elena: value },
          objective: { ...grounds.objective, title: value },
        },
      }),
    };
  };
  const skeleton = (html: string) => html.replaceAll(/"[^"]*"/g, '').match(/<[^>]*>/g);

  it.each(hostile)('%j stays text wherever it stands', async (value) => {
    const { mail, raw } = await sent(naming(value), 'assigned it', value);
    const benign = await sent(naming('benign'), 'assigned it');
    expect(skeleton(mail.html ?? '')).toEqual(skeleton(benign.mail.html ?? ''));
    expect(['\u0000', '\u202e', '\u2028'].filter((each) => `${mail.html}${mail.text}`.includes(each))).toEqual([]);
    expect(mail.to).toHaveLength(1);
    expect(mail.bcc ?? []).toEqual([]);
    const names = raw
      .slice(0, raw.indexOf('\r\n\r\n'))
      .replaceAll(/\r\n[ \t]/g, ' ')
      .split('\r\n');
    expect(names.map((line) => line.split(':')[0])).not.toContain('Bcc');
    for (const line of (mail.text ?? '').split('\n')) expect(line).not.toMatch(/^[=@]/);
  });
});

it('cuts what is long between two characters, never within one', async () => {
  const event = eventOf('overdue');
  const long = `${'🚚'.repeat(150)}x${'🚚'.repeat(300)}`;
  for (const what of [long, `x${long}`]) {
    const { mail } = await sent({ ...event, after: { ...event.after, what, cause: what } });
    expect(`${mail.subject}${mail.html}${mail.text}`).not.toContain('\ufffd');
  }
});
