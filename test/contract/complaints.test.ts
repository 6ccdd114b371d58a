/** Complaints by the form and by the API, on tables of a real engine: numbers, cases, mails that are owed, and who did what. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { moveComplaint } from '../../shared/complaints/move-complaint.ts';
import type { Case, CaseEntry } from '../../shared/core/complaint/case.ts';
import { caseNumber } from '../../shared/core/complaint/case-number.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { customerId, type Notice } from '../../shared/core/notice/notice.ts';
import { writeComplaintMail } from '../../shared/mail/complaint/write-complaint-mail.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { openCase, readCase, readCaseHistory } from '../../shared/store/cases.ts';
import { writeErased } from '../../shared/store/erased.ts';
import { askedOnKey } from '../../shared/store/keys.ts';
import { take } from '../../shared/store/table.ts';
import { itemsWith, putConfig } from '../support/board.ts';
import { hash, startComplaints, type TestComplaints, tokenIn } from '../support/complaints.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { hasRealData, readRealCsv } from '../support/real-data.ts';

vi.setConfig({ testTimeout: 60_000 });

let engine: TestDynamoDb;
let complaints: TestComplaints;
let clock: number;

const begin = Date.parse('2026-03-13T15:00:00Z');
const start = async (
  ...given: Parameters<typeof startComplaints> extends [unknown, unknown, ...infer Rest] ? Rest : never
) => {
  complaints = await startComplaints(engine, () => clock, ...given);
};
const notices = () => itemsWith<Notice>(complaints.board, 'notice#');
const caseOf = (subject: string, namespace = 'hoshin-complaints') => readCase(complaints.board, namespace, subject);
const historyOf = (subject: string, namespace = 'hoshin-complaints') =>
  take(readCaseHistory(complaints.board, { namespace, subject }));

beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 60_000);
afterAll(() => engine?.stop());
beforeEach(async () => {
  clock = begin;
  await start();
});

const words = { what: 'The pump leaks.\r\nTwice now.', category: 'damaged' };
const numberIn = (body: string) => /<bdi>(C-[0-9A-Z]{4}-[0-9A-Z]{4})<\/bdi>/.exec(body)?.[1] ?? '';

describe('the form', () => {
  const open = async () => tokenIn(await complaints.page('GET'));
  const send = (token: string, form: object = words, query = '') =>
    complaints.page('POST', query, { token, ...form } as Record<string, string>);
  /** Where the browser is led, and what it finds there. */
  const follow = async (reply: Awaited<ReturnType<typeof send>>) => {
    expect(reply.status).toBe(303);
    return complaints.page('GET', reply.headers.location?.slice(1));
  };

  test('gives a case number that reloading shows again, and puts one complaint on the queue', async () => {
    const shown = await follow(
      await send(await open(), { ...words, order: ' ORD-1 ', name: 'Ada', email: 'ada@customer.example' }),
    );
    expect(shown.status).toBe(200);
    const number = numberIn(shown.body);
    expect(number).toMatch(/^C-/);
    expect(shown.body).toContain('We are also sending it');
    const [only, ...others] = complaints.events();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      namespace: 'hoshin-complaints',
      event: {
        source: 'hoshin-complaints',
        subject: number,
        data: {
          received: {
            receivedAt: '2026-03-13T15:00:00.000Z',
            category: 'damaged',
            text: 'The pump leaks.\nTwice now.',
          },
          about: {
            channel: 'web',
            delivery: 'ORD-1',
            customer: { name: 'Ada', email: 'ada@customer.example', language: 'en' },
          },
        },
      },
    });
    expect(await caseOf(number)).toMatchObject({ state: 'received', confirm: 'en', version: 0 });
  });

  test('that is sent twice, even an hour later, is one complaint with one number', async () => {
    const token = await open();
    const first = await follow(await send(token));
    clock += 3_600_000;
    const second = await follow(await send(token));
    expect(numberIn(second.body)).toBe(numberIn(first.body));
    const [one, two] = complaints.events();
    expect(two?.event).toEqual(one?.event);
    expect(await itemsWith<Case>(complaints.board, 'case#')).toHaveLength(1);
  });

  test('that is sent again with other words loses none of them: it stands there as another one', async () => {
    const token = await open();
    const number = numberIn((await follow(await send(token))).body);
    const again = await send(token, { ...words, what: 'And it smells.' });
    expect(again.status).toBe(409);
    expect(again.body).toContain(`You have already sent ${number}`);
    expect(again.body).toContain('And it smells.');
    expect(complaints.events()).toHaveLength(1);
    expect(tokenIn(again)).not.toBe(token);
    const second = await follow(await send(tokenIn(again), { ...words, what: 'And it smells.' }));
    expect(numberIn(second.body)).not.toBe(number);
  });

  test('that the queue did not take stands there again as it was, and is one complaint once it does', async () => {
    const token = await open();
    complaints.breakQueue(true);
    const refused = await send(token, { ...words, email: 'ada@customer.example' });
    expect(refused.status).toBe(503);
    for (const kept of ['The pump leaks.\nTwice now.', 'value="damaged" selected', 'value="ada@customer.example"'])
      expect(refused.body).toContain(kept);
    complaints.breakQueue(false);
    await follow(await send(tokenIn(refused), { ...words, email: 'ada@customer.example' }));
    expect(complaints.events()).toHaveLength(1);
    expect(await itemsWith<Case>(complaints.board, 'case#')).toHaveLength(1);
  });

  test('that never reached the queue does not stand in the way of what was written in its place', async () => {
    const token = await open();
    complaints.breakQueue(true);
    const refused = await send(token);
    complaints.breakQueue(false);
    const mended = { ...words, what: 'The pump leaks. Thrice now.' };
    // The first may still be on its way.
    clock += 30_000;
    expect((await send(tokenIn(refused), mended)).status).toBe(503);
    clock += 31_000;
    const number = numberIn((await follow(await send(tokenIn(refused), mended))).body);
    expect(complaints.events()).toMatchObject([
      { event: { subject: number, data: { received: { text: mended.what, receivedAt: '2026-03-13T15:01:01.000Z' } } } },
    ]);
    clock += 600_000;
    const late = await send(token);
    expect(late.status).toBe(409);
    expect(late.body).toContain(`You have already sent ${number}`);
    expect(await itemsWith<Case>(complaints.board, 'case#')).toHaveLength(1);
  });

  test.each([
    ['nothing', { category: '' }, ['what', 'category']],
    ['a category that is not on the form', { what: 'x', category: 'nonsense' }, ['category']],
    ['an address that is none', { ...words, email: 'ada@' }, ['email']],
    ['an address that would name two people', { ...words, email: 'a@b.example,c@d.example' }, ['email']],
    ['more than can be taken', { ...words, what: 'x'.repeat(10_001) }, ['what']],
    ['an order number that is a novel', { ...words, order: 'x'.repeat(257) }, ['order']],
  ])('that holds %s names each field, in its language, and files nothing', async (_, form, fields) => {
    const reply = await send(await open(), form, 'lang=fr');
    expect(reply.status).toBe(422);
    expect(reply.body).toContain('<html lang="fr" dir="ltr">');
    for (const field of fields) expect(reply.body).toContain(`<a href="#${field}">`);
    expect(reply.body.match(/<a href="#/g)).toHaveLength(fields.length);
    expect(complaints.events()).toEqual([]);
  });

  test('whose token is too old, or not ours, is shown again with what was typed', async () => {
    const token = await open();
    clock += 25 * 3_600_000;
    const old = await send(token);
    expect([old.status, old.body.includes('was open for a long time')]).toEqual([422, true]);
    const shown = await follow(await send(tokenIn(old)));
    expect(numberIn(shown.body)).toMatch(/^C-/);
    expect((await send('forged')).status).toBe(422);
    expect(complaints.events()).toHaveLength(1);
  });

  test('comes in every language, under 30 KB, with nothing loaded', async () => {
    for (const language of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ar', 'he']) {
      const { body, headers } = await complaints.page('GET', `lang=${language}`);
      expect(body).toContain(`<html lang="${language}" dir="${['ar', 'he'].includes(language) ? 'rtl' : 'ltr'}">`);
      expect(Buffer.byteLength(body)).toBeLessThan(30_000);
      expect(body).not.toMatch(/<script|<link|src=/i);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
    const { body } = await complaints.page('GET', '', undefined, { 'accept-language': 'sv, he;q=0.9' });
    expect(body).toContain('lang="he"');
  });

  test('asks what the policy says, and takes nothing else', async () => {
    await start({
      company: 'Marlow Pumps',
      complaints: {
        form: {
          languages: ['de', 'ar'],
          categories: [{ id: 'DMG', label: { de: 'Kaputt', ar: 'مكسور' } }, { id: 'other' }],
          consent: { de: 'Wir behalten es.', ar: 'نحتفظ به.' },
        },
      },
    });
    const { body } = await complaints.page('GET', 'lang=fr');
    for (const said of [
      'Marlow Pumps',
      'lang="de"',
      '<option value="DMG">Kaputt</option>',
      'Etwas anderes',
      'Wir behalten es.',
    ])
      expect(body).toContain(said);
    expect(body).not.toContain('Beschädigte Ware');
    expect((await send(tokenIn({ body, status: 200, headers: {} }), words)).status).toBe(422);
  });

  test('answers HEAD without a body, and says what it knows', async () => {
    expect(await complaints.page('HEAD')).toMatchObject({ status: 200, body: '' });
    expect((await complaints.page('OPTIONS')).headers.allow).toBe('GET, HEAD, POST, OPTIONS');
    expect((await complaints.page('POST', '', undefined, { 'content-type': 'text/plain' })).status).toBe(415);
  });
});

describe('the API', () => {
  const body = {
    text: 'It leaks.',
    category: 'damaged',
    receivedAt: '2026-03-12',
    order: 'ORD-1',
    dimensions: { site: 'Lyon' },
  };

  test('answers 202 with the case number, and where the complaint is found', async () => {
    const reply = await complaints.file(body);
    expect(reply.status).toBe(202);
    const receipt = JSON.parse(reply.body);
    expect(receipt).toEqual({
      case: expect.stringMatching(/^C-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      record: { type: 'complaint', namespace: 'crm', subject: receipt.case },
    });
    const [only] = complaints.events();
    expect(only).toMatchObject({
      namespace: 'crm',
      event: {
        source: 'crm',
        data: {
          received: { receivedAt: '2026-03-12', category: 'damaged', text: 'It leaks.' },
          about: { site: 'Lyon', delivery: 'ORD-1' },
        },
      },
    });
    expect(only?.event.data).not.toHaveProperty('handling');
  });

  test('files a request that is sent again once, though minutes lie between, and another body not at all', async () => {
    const { receivedAt: _, ...undated } = body;
    const first = await complaints.file(undated, { id: 'msg-1' });
    clock += 200_000;
    const again = await complaints.file(undated, { id: 'msg-1' });
    expect([again.status, again.body]).toEqual([202, first.body]);
    const [one, two] = complaints.events();
    expect(two?.event).toEqual(one?.event);
    const other = await complaints.file({ ...undated, text: 'Something else.' }, { id: 'msg-1' });
    expect(other.status).toBe(409);
    expect(JSON.parse(other.body).detail).toContain(JSON.parse(first.body).case);
    expect(complaints.events()).toHaveLength(2);
  });

  test('knows a request again after the languages of the form have changed', async () => {
    const asked = { text: 'x', customer: { email: 'ada@customer.example', language: 'fr' }, acknowledge: true };
    const first = await complaints.file(asked, { id: 'msg-4' });
    await putConfig(complaints.board, 'policy', Policy.parse({ complaints: { form: { languages: ['de'] } } }), {
      version: 2,
    });
    const again = await complaints.file(asked, { id: 'msg-4' });
    expect([again.status, again.body]).toEqual([202, first.body]);
  });

  test('gives the next number where another complaint has it already', async () => {
    const [taken, next] = [0, 1].map((attempt) => caseNumber('crm msg-9', attempt, digest));
    const theirs: Case = {
      namespace: 'crm',
      subject: taken ?? '',
      sender: 'other',
      sent: 'x',
      state: 'received',
      version: 0,
    };
    await openCase(complaints.board, theirs);
    const first = await complaints.file(body, { id: 'msg-9' });
    expect(JSON.parse(first.body).case).toBe(next);
    expect((await complaints.file(body, { id: 'msg-9' })).body).toBe(first.body);
    expect(await caseOf(taken ?? '', 'crm')).toEqual(theirs);
  });

  test('answers 503 while the queue takes nothing, and files the same request later', async () => {
    complaints.breakQueue(true);
    const refused = await complaints.file(body, { id: 'msg-2' });
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '10']);
    complaints.breakQueue(false);
    expect((await complaints.file(body, { id: 'msg-2' })).status).toBe(202);
    expect(await itemsWith(complaints.board, 'case#')).toHaveLength(1);
  });

  test.each<[string, unknown, string[]]>([
    ['no text', { category: 'late' }, ['/text']],
    ['nothing but spaces', { text: '  ' }, ['/text']],
    ['unknown fields', { text: 'x', colour: 'red' }, ['/colour']],
    ['several faults', { text: 7, severity: 'awful', receivedAt: 'yesterday' }, ['/text', '/severity', '/receivedAt']],
    ['a date too far ahead', { text: 'x', dueAt: '2040-01-01' }, ['/dueAt']],
    ['an acknowledgement to nobody', { text: 'x', acknowledge: true }, ['/customer/email']],
    [
      'an acknowledgement to an address that takes no mail',
      { text: 'x', acknowledge: true, customer: { email: 'ada@localhost' } },
      ['/customer/email'],
    ],
    ['a dimension of another kind', { text: 'x', dimensions: { site: 'x'.repeat(65) } }, ['/dimensions/site']],
    ['a list', [], ['']],
  ])('names what is wrong with %s', async (_, wrong, paths) => {
    const reply = await complaints.file(wrong);
    const problem = JSON.parse(reply.body);
    expect([reply.status, reply.headers['content-type'], problem.type]).toEqual([
      422,
      'application/problem+json',
      'urn:hoshin:problem:invalid',
    ]);
    expect(problem.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
    expect(await itemsWith(complaints.board, 'case#')).toEqual([]);
  });

  test('does not tell a source that nobody knows from a wrong signature, and lets only those in who send complaints', async () => {
    const wrong = await complaints.file(body, { headers: { 'webhook-signature': `v1,${'A'.repeat(43)}=` } });
    const unknown = await complaints.file(body, { source: 'nobody' });
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
    expect((await complaints.file(body, { source: 'desk' })).body).toBe(unknown.body);
    expect(JSON.parse((await complaints.file(body, { source: 'erp' })).body)).toMatchObject({ status: 403 });
    expect((await complaints.file(body, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await complaints.file('{"text":"a","text":"b"}')).status).toBe(400);
    expect((await complaints.file({ text: 'x'.repeat(70_000) })).status).toBe(413);
    expect(complaints.events()).toEqual([]);
  });
});

describe('mails', () => {
  const customer = { name: 'Ada', email: 'ada@customer.example', language: 'ar' };
  const file = async (body: object) => JSON.parse((await complaints.file(body)).body).case as string;

  test('go to a customer only where they are asked for, once, in the language of the customer', async () => {
    await file({ text: 'x', customer });
    await complaints.settle();
    expect(await notices()).toEqual([]);
    const number = await file({ text: 'x', customer, acknowledge: true });
    await complaints.settle();
    const [notice, ...others] = await notices();
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      // No name: it would stand in the head of a mail to whoever has the address.
      person: { id: customerId(await hash({ email: customer.email })), name: '', email: customer.email },
      about: { kind: 'complaint', namespace: 'crm', subject: number, to: 'customer', entry: 1 },
      reason: 'confirmed',
    });
    expect(await caseOf(number, 'crm')).toMatchObject({ confirm: 'ar', state: 'received', version: 1 });
    expect(await historyOf(number, 'crm')).toMatchObject([{ what: 'confirmed', notices: [notice?.id] }]);
  });

  test('of old complaints go to nobody, however severe, asked for or not', async () => {
    await file({ text: 'x', severity: 'high', receivedAt: '2026-03-05T10:00:00Z', customer, acknowledge: true });
    await complaints.settle();
    expect(await notices()).toEqual([]);
  });

  test('go five times a day to one address, and not to somebody who was erased', async () => {
    for (let count = 0; count < 7; count++) await file({ text: `x ${count}`, customer, acknowledge: true });
    await complaints.settle();
    expect(await notices()).toHaveLength(5);
    const mal = 'mal@customer.example';
    await file({ text: 'x', customer: { email: mal }, acknowledge: true });
    await writeErased(complaints.board, await hash({ email: mal }), new Date(clock).toISOString());
    await complaints.settle();
    expect(await notices()).toHaveLength(5);
    for (let count = 0; count < 3; count++)
      await file({ text: 'x', customer: { email: `ada+${count}@customer.example` }, acknowledge: true });
    await complaints.settle();
    expect(await notices()).toHaveLength(5);
  });

  test('of the form go to so many people an hour, whoever types their addresses', async () => {
    const { client, name } = complaints.board;
    const key = askedOnKey('2026-03-13', 'confirmations-15');
    await client.send(new PutItemCommand({ TableName: name, Item: toItem({ ...key, kind: 'asked', n: 499 }) }));
    const send = async (email: string) => {
      const token = tokenIn(await complaints.page('GET'));
      await complaints.page('POST', '', { token, ...words, email });
      await complaints.settle();
    };
    await send('a@customer.example');
    await send('b@customer.example');
    expect(await notices()).toMatchObject([{ person: { email: 'a@customer.example' } }]);
    expect(complaints.unconfirmed).toEqual([complaints.events().at(-1)?.event.subject]);
    await file({ text: 'x', customer, acknowledge: true });
    await complaints.settle();
    expect(await notices()).toHaveLength(2);
    clock += 3_600_000;
    await send('c@customer.example');
    expect(await notices()).toHaveLength(3);
  });

  test('tell of twenty severe ones of a system within an hour, the last with where to find the others', async () => {
    await start({ complaints: { severe: { categories: ['safety'] } } });
    for (let count = 0; count < 22; count++) await file({ text: `x ${count}`, severity: 'high' });
    await complaints.settle();
    expect(await notices()).toHaveLength(20);
    const entries = (await itemsWith<CaseEntry>(complaints.board, 'case#')).filter(({ what }) => what === 'owner-told');
    expect(entries.filter(({ last }) => last)).toHaveLength(1);
    expect(complaints.untold).toHaveLength(2);
    const lastTold = entries.find(({ last }) => last);
    const lastNotice = (await notices()).find(({ id }) => lastTold?.notices.includes(id));
    const about = lastNotice?.about as Extract<Notice['about'], { kind: 'complaint' }>;
    const mail = await writeComplaintMail({ ...complaints, now: clock }, lastNotice as Notice, about);
    expect(mail.text).toContain('hoshin complaints --severe');
    expect(mail.text.replaceAll('\n', ' ')).toContain('severe complaint number 20 from crm in one hour');
    const flooded = complaints.events().at(-1)?.event.subject ?? '';
    expect(await caseOf(flooded, 'crm')).not.toHaveProperty('ownerToldAt');
    // Neither another system nor the next hour is held up by it.
    await complaints.page('POST', '', { token: tokenIn(await complaints.page('GET')), what: 'x', category: 'safety' });
    await complaints.settle();
    expect(await notices()).toHaveLength(21);
    clock += 3_600_000;
    await file({ text: 'x', severity: 'high' });
    await complaints.settle();
    expect(await notices()).toHaveLength(22);
  });

  test('tell the owner of a severe one at once, whoever sent it, and once though more is told of it', async () => {
    await start(
      { complaints: { owner: 'piotr', severe: { words: ['injur*'], categories: ['safety'], keyAccounts: 'all' } } },
      [
        { id: 'piotr', name: 'Piotr', email: 'piotr@company.example' },
        { id: 'olga', name: 'Olga', email: 'olga@company.example', roles: ['quality-manager'] },
      ],
    );
    const number = await file({ text: 'My hand was INJURED', category: 'safety' });
    await file({ text: 'My hat was lost' });
    await complaints.settle();
    const [notice, ...others] = await notices();
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      person: { id: 'piotr' },
      why: 'complaint owner',
      reason: 'severe',
      about: { to: 'owner', subject: number },
    });
    expect(await historyOf(number, 'crm')).toMatchObject([
      {
        what: 'owner-told',
        reasons: [
          { by: 'category', what: 'safety' },
          { by: 'word', what: 'injur*' },
        ],
      },
    ]);
    clock += 60_000;
    await complaints.send([
      JSON.stringify({
        ...{ v: 1, source: 'crm', namespace: 'crm', receivedAt: new Date(clock).toISOString(), rejects: [] },
        events: [
          {
            ...{ specversion: '1.0', id: 'e', source: 'crm', type: 'hoshin.complaint.v1', subject: number },
            ...{ time: new Date(clock).toISOString(), data: { about: { keyAccount: 'ACME' } } },
          },
        ],
      }),
    ]);
    await complaints.settle();
    expect(await notices()).toHaveLength(1);
  });

  test('go to the quality managers where nobody is named, else to top management; to nobody, that is said', async () => {
    await file({ text: 'x', severity: 'high' });
    await complaints.settle();
    expect(await notices()).toMatchObject([{ person: { id: 'olga' }, why: 'quality-manager' }]);
    await start({}, [{ id: 'ceo', name: 'Carla', email: 'ceo@company.example', roles: ['top-management'] }]);
    await file({ text: 'x', severity: 'high' });
    await complaints.settle();
    expect(await notices()).toMatchObject([{ person: { id: 'ceo' }, why: 'top-management' }]);
    await start({}, []);
    const number = await file({ text: 'x', severity: 'high' });
    await complaints.settle();
    expect([complaints.ownerless, await notices()]).toEqual([[number], []]);
  });
});

describe('a case', () => {
  const customer = { name: 'Ada', email: 'ada@customer.example' };
  const filed = async (more: object = { customer }) => {
    const number = JSON.parse((await complaints.file({ text: 'x', ...more })).body).case as string;
    await complaints.settle();
    return number;
  };
  const move = (subject: string, wanted: 'acknowledged' | 'resolved' | 'closed', more: object = {}) => {
    const { board, records, send } = complaints;
    return moveComplaint(
      { board, records, send, hash },
      { namespace: 'crm', subject, move: wanted, by: 'olga', now: clock, ...more },
    );
  };
  const handling = async (subject: string) => (await complaints.item('crm', subject))?.handling;

  test('goes forwards with who did what when, and its record follows', async () => {
    const number = await filed();
    clock += 3_600_000;
    expect(await move(number, 'acknowledged', { note: 'Called her.' })).toMatchObject({ kind: 'moved' });
    // At once, before the record knows of the first.
    clock += 60_000;
    expect(await move(number, 'resolved', { answer: 'A new pump is on its way.' })).toMatchObject({
      kind: 'moved',
      told: true,
    });
    await complaints.settle();
    expect(await handling(number)).toEqual({
      state: 'resolved',
      acknowledgedAt: '2026-03-13T16:00:00.000Z',
      resolvedAt: '2026-03-13T16:01:00.000Z',
    });
    expect(await historyOf(number, 'crm')).toMatchObject([
      { version: 1, what: 'acknowledged', by: 'olga', note: 'Called her.', at: '2026-03-13T16:00:00.000Z' },
      { version: 2, what: 'resolved', by: 'olga', answer: 'A new pump is on its way.' },
    ]);
    expect(await notices()).toMatchObject([{ reason: 'answered', about: { entry: 2, to: 'customer' } }]);
    clock += 60_000;
    expect(await move(number, 'acknowledged')).toMatchObject({ kind: 'there-already' });
    expect(await move(number, 'closed')).toMatchObject({ kind: 'moved', standing: { state: 'closed' } });
    await complaints.settle();
    expect(await handling(number)).toMatchObject({ state: 'closed', closedAt: '2026-03-13T16:02:00.000Z' });
  });

  test('is not closed before it is resolved, nor told to a customer who left no address', async () => {
    const number = await filed({});
    expect(await move(number, 'closed')).toMatchObject({ kind: 'not-resolved' });
    expect(await move(number, 'resolved', { answer: 'Sorry.' })).toEqual({ kind: 'no-address' });
    expect(await handling(number)).toBeUndefined();
    expect(await move('C-0000-0000', 'resolved')).toEqual({ kind: 'unknown' });
  });

  test('that the record was not told of is told when the same is asked again', async () => {
    const number = await filed();
    complaints.breakQueue(true);
    expect(await move(number, 'acknowledged')).toMatchObject({ kind: 'not-taken' });
    complaints.breakQueue(false);
    clock += 60_000;
    expect(await move(number, 'acknowledged')).toMatchObject({ kind: 'there-already' });
    await complaints.settle();
    expect(await handling(number)).toEqual({ state: 'acknowledged', acknowledgedAt: '2026-03-13T15:00:00.000Z' });
    expect(await historyOf(number, 'crm')).toHaveLength(1);
  });

  /** What the system that keeps it says of it, at a time of its own. */
  const tell = async (subject: string, handled: object, time = clock) => {
    await complaints.send([
      JSON.stringify({
        ...{ v: 1, source: 'crm', namespace: 'crm', receivedAt: new Date(clock).toISOString(), rejects: [] },
        events: [
          {
            ...{ specversion: '1.0', id: `crm-${time}`, source: 'crm', type: 'hoshin.complaint.v1', subject },
            ...{ time: new Date(time).toISOString(), data: { handling: handled } },
          },
        ],
      }),
    ]);
    await complaints.settle();
  };

  test('of which another system said less since is set right when the same is asked again', async () => {
    const number = await filed();
    await move(number, 'resolved');
    await complaints.settle();
    clock += 60_000;
    await tell(number, { state: 'acknowledged', acknowledgedAt: '2026-03-13T15:00:30Z' });
    expect(await handling(number)).toMatchObject({ state: 'acknowledged' });
    clock += 60_000;
    expect(await move(number, 'resolved')).toMatchObject({ kind: 'there-already', mended: true });
    await complaints.settle();
    expect(await handling(number)).toMatchObject({ state: 'resolved', resolvedAt: '2026-03-13T15:00:00.000Z' });
  });

  test('never takes back what another system said of it', async () => {
    const number = await filed();
    complaints.breakQueue(true);
    expect(await move(number, 'acknowledged')).toMatchObject({ kind: 'not-taken' });
    complaints.breakQueue(false);
    await tell(number, { state: 'closed', resolvedAt: '2026-03-13T14:59:00Z' }, clock - 30_000);
    clock += 60_000;
    expect(await move(number, 'acknowledged')).toMatchObject({
      ...{ kind: 'there-already', standing: { state: 'closed' }, mended: false },
    });
    await complaints.settle();
    expect(await handling(number)).toMatchObject({ state: 'closed' });
  });

  test('that two people move at once is moved once', async () => {
    const number = await filed();
    const outcomes = await Promise.all(['olga', 'piotr'].map((by) => move(number, 'acknowledged', { by })));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['moved', 'there-already']);
    expect(await historyOf(number, 'crm')).toHaveLength(1);
  });
});

describe.skipIf(!hasRealData)('the CFPB narratives', () => {
  test('come through the API whole, every text byte for byte', async () => {
    const rows = readRealCsv('complaints/cfpb_narratives_3947.csv.gz');
    expect(rows).toHaveLength(3_947);
    const texts = rows.map((row) => row['Consumer complaint narrative'] ?? '');
    const subjects = new Map<string, string>();
    for (let at = 0; at < rows.length; at += 50) {
      const batch = rows.slice(at, at + 50);
      const replies = await Promise.all(
        batch.map((row, index) =>
          complaints.file({ text: texts[at + index], category: row.Product }, { id: `row-${row['']}` }),
        ),
      );
      for (const [index, reply] of replies.entries()) {
        expect(reply.status).toBe(202);
        subjects.set(JSON.parse(reply.body).case, texts[at + index] ?? '');
      }
    }
    expect(subjects.size).toBe(3_947);
    const stored = complaints.events();
    expect(stored).toHaveLength(3_947);
    for (const { event } of stored)
      expect(event.data).toMatchObject({ received: { text: subjects.get(event.subject) } });
  }, 180_000);
});
