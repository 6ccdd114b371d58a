import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMime } from '../../shared/mail/mime.ts';
import { renderUndeliveredMail } from '../../shared/mail/undelivered/undelivered-mail.ts';
import type { Undelivered } from '../../shared/mail/undelivered/undelivered-view.ts';

const failed: Undelivered['failed'] = {
  state: 'failed',
  person: { id: 'ceo', name: 'Carla Costa', email: 'carla@company.example' },
  about: { kind: 'alert', transitions: [] },
  createdAt: '2026-03-14T07:00:00.000Z',
  problem: 'there is no such address (smtp; 550 5.1.1 user unknown)',
  events: [{ type: 'bounce', at: '2026-03-14T07:00:05.000Z' }],
};
const bounced: Undelivered = {
  failed,
  subjects: ['On-time delivery, target missed'],
  told: ['Cem Ak', 'Dora Nagy'],
  suppression: { reason: 'bounced', all: true },
  company: 'Marlow',
  zone: 'Europe/Berlin',
};
const parse = async (undelivered: Undelivered) => {
  const mail = renderUndeliveredMail(undelivered, { id: 'notice-1' });
  const to = { name: 'Adam', address: 'adam@company.example' };
  const envelope = { from: 'hoshin@company.example', to, notice: 'notice-1', configurationSet: 'set' };
  return PostalMime.parse(await composeMime(mail, envelope));
};
const flat = (text = '') => text.replace(/\s+/g, ' ');
const wordsOf = async (given: Partial<Undelivered>) => flat((await parse({ ...bounced, ...given })).text);

describe('the mail about a mail that did not arrive', () => {
  it('says whose, about what, why, who was told instead, and what to do, in both alternatives', async () => {
    const mail = await parse(bounced);
    expect(mail.subject).toBe('Not delivered: mail to Carla Costa (On-time delivery, target missed)');
    for (const part of [
      'A mail to Carla Costa did not arrive',
      'There is no such address (smtp; 550 5.1.1 user unknown). Cem Ak and Dora Nagy were told instead.',
      '14 March 2026, 08:00',
      'hoshin people --unsuppress ceo',
      'aws sesv2 delete-suppressed-destination --email-address carla@company.example',
      'Sent by Hoshin, notice notice-1.',
    ]) {
      expect(flat(mail.text)).toContain(part);
      expect(flat(mail.html?.replace(/<[^>]+>/g, ''))).toContain(part);
    }
  });

  it('asks for an address where there is none, and calls it not sent', async () => {
    const person = { ...failed.person, email: '' };
    const none = { ...failed, person, state: 'skipped' as const, problem: 'the person has no address' };
    const { suppression: _, ...rest } = bounced;
    const mail = await parse({ ...rest, failed: none, told: [] });
    expect(mail.subject).toMatch(/^Not sent: /);
    expect(flat(mail.text)).toContain('Give Carla Costa an address');
    expect(flat(mail.text)).toContain('Nobody else was told');
  });

  it('tells a full mailbox, a complaint and a refusal apart', async () => {
    expect(await wordsOf({ suppression: { reason: 'complained', all: true } })).toContain('called a mail spam');
    const full = { ...failed, events: [{ type: 'soft-bounce' as const, at: failed.createdAt }] };
    expect(await wordsOf({ suppression: undefined, failed: full })).toContain('the mailbox takes no mails');
    const refused = { ...failed, events: [] };
    expect(await wordsOf({ suppression: undefined, failed: refused })).toContain('notices-failed');
  });

  it('names the first of several subjects in its own', async () => {
    const mail = await parse({ ...bounced, subjects: ['A, missed', 'B, missed', 'C, at risk'] });
    expect(mail.subject).toContain('(A, missed and 2 more)');
    expect(flat(mail.text)).toContain('A, missed; B, missed; C, at risk');
  });

  it('lets nothing from outside become markup, a header or a formula', async () => {
    const evil = '=HYPERLINK("x")<script>alert(1)</script>\r\nBcc: all@example.com';
    const person = { ...failed.person, name: evil };
    const mail = await parse({
      ...bounced,
      failed: { ...failed, person, problem: evil },
      subjects: [evil],
      told: [evil],
    });
    expect(mail.html).not.toMatch(/<script/);
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.text).not.toMatch(/^=/m);
  });
});
