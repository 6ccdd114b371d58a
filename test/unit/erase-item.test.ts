import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { eraseMessage } from '../../cli/erase/dead-letters.ts';
import { namesPerson } from '../../cli/erase/dropped-files.ts';
import { refuseNaming } from '../../cli/erase/erase-person.ts';
import { readPersonNamed } from '../../cli/erase/person-named.ts';
import type { BoardItem } from '../../shared/privacy/board-item.ts';
import {
  type Dossier,
  identitiesOfDossier,
  learnInvitation,
  learnRecord,
  openDossier,
} from '../../shared/privacy/erase/dossier.ts';
import { type Erasing, eraseItem } from '../../shared/privacy/erase/erase-item.ts';
import { addressScrubberOf, scrubberOf } from '../../shared/privacy/erase/scrub.ts';
import { identitiesInText } from '../../shared/privacy/identities.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';

const base = { epoch: 0, born: 0, revision: 1 };
const delivery = (subject: string, customer: object): RecordItem => ({
  ...{ pk: `delivery#erp#${subject}`, ...base, about_p: { customer } },
});
const ada = { id: 'K-104277', name: 'Ada Lovelace', email: 'Ada@customer.example', phone: '+49 170 5550101' };

const learn = (dossier: Dossier, ...records: RecordItem[]): Dossier => {
  for (const record of [...records, ...records]) learnRecord(dossier, record);
  return dossier;
};
const erasingOf = (dossier: Dossier): Erasing => ({
  dossier,
  persons: new Set(['9b2e']),
  scrub: scrubberOf(dossier),
  scrubAddresses: addressScrubberOf(dossier),
});
const ofAda = () => {
  const dossier = learn(openDossier({ email: 'ada@CUSTOMER.example' }), delivery('ORD-1', ada));
  dossier.texts.add('The pump leaks like a sieve, and nobody came.');
  dossier.texts.add('late again');
  return erasingOf(dossier);
};
const item = (kind: BoardItem['kind'], more: object): BoardItem => ({ pk: kind, sk: '1', kind, ...more });

test('an address that is found with an id makes the id known, and an id in another system by the address', () => {
  const dossier = learn(
    openDossier({ id: 'K-104277', namespace: 'erp' }),
    { pk: 'complaint#desk#C-1', ...base, about_p: { customer: { id: '77', email: 'ADA@customer.example' } } },
    delivery('ORD-1', ada),
    delivery('ORD-2', { id: 'K-9', email: 'bob@customer.example' }),
  );
  expect(identitiesOfDossier(dossier)).toEqual([
    { email: 'ada@customer.example' },
    { namespace: 'erp', id: 'K-104277' },
    { namespace: 'desk', id: '77' },
  ]);
  expect([...dossier.records].sort()).toEqual(['complaint#desk#C-1', 'delivery#erp#ORD-1']);
});

test('the same id in another system is somebody else', () => {
  const dossier = learn(openDossier({ id: 'K-1', namespace: 'erp' }), {
    ...{ pk: 'complaint#desk#C-1', ...base },
    about_p: { customer: { id: 'K-1', name: 'Bob' } },
  });
  expect(dossier.records.size).toBe(0);
});

test('an answer about their delivery is theirs, unless it names somebody else', () => {
  const answer = (subject: string, personal: object): RecordItem => ({
    ...{ pk: `response#typeform#${subject}`, ...base, answer: { delivery: 'ORD-1' }, answer_p: personal },
  });
  const dossier = learn(
    openDossier({ email: ada.email }),
    delivery('ORD-1', ada),
    answer('R-1', { text: 'My own words' }),
    answer('R-2', { text: 'Words of Bob', customer: { email: 'bob@customer.example' } }),
  );
  expect([...dossier.records]).toContain('response#typeform#R-1');
  expect([...dossier.records]).not.toContain('response#typeform#R-2');
});

test('an invitation for their delivery is theirs', () => {
  const dossier = learn(openDossier({ email: ada.email }), delivery('ORD-1', ada));
  const invitation = { delivery: { namespace: 'erp', subject: 'ORD-1' } };
  learnInvitation(dossier, { ...invitation, id: 'i1' } as Parameters<typeof learnInvitation>[1]);
  learnInvitation(dossier, { delivery: { namespace: 'crm', subject: 'ORD-1' }, id: 'i2' } as Parameters<
    typeof learnInvitation
  >[1]);
  expect([...dossier.invitations]).toEqual(['i1']);
});

test('what the company wrote loses the person, whole, and nothing that is not surely theirs', () => {
  const action = item('action', {
    what: 'Call ADA  Lovelace (ada@customer.example, +49 170 5550101) about K-104277',
    cause: {
      whys: [
        'She wrote: the pump leaks like a sieve, and nobody came. Ada was upset: late again.',
        'Adalbert Lovelace too',
      ],
    },
    objective: 'K-104277',
    done: 3,
  });
  expect(eraseItem(action, ofAda())).toEqual({
    kind: 'change',
    item: {
      ...action,
      what: 'Call […] ([…], […]) about […]',
      // The last full stop belongs to the words; a first name alone may be anybody's; an id alone may be a key.
      cause: { whys: ['She wrote: […] Ada was upset: late again.', 'Adalbert Lovelace too'] },
      objective: 'K-104277',
    },
  });
});

test('evidence of the company keeps what slices and colleagues are called, and loses addresses', () => {
  const transition = item('transition', {
    contributions: [{ slice: 'keyAccount=Ada Lovelace', n: 40 }],
    told: ['Ada Lovelace'],
    reason: 'asked by ADA@customer.example',
  });
  expect(eraseItem(transition, ofAda())).toEqual({ kind: 'change', item: { ...transition, reason: 'asked by […]' } });
  const action = item('action', { what: 'Second carrier', slice: 'keyAccount=Ada Lovelace' });
  expect(eraseItem(action, ofAda())).toEqual({ kind: 'keep' });
});

test('a reject that names the person, or is of their record, goes; others stay', () => {
  const reject = (event: string, more: object = {}) =>
    eraseItem(item('reject', { source: 'erp', event, value: '', problem: 'must be', digest: 'd', ...more }), ofAda())
      .kind;
  expect(reject('{"to":"ADA@customer.example"}')).toBe('delete');
  expect(reject(JSON.stringify({ data: { about: { customer: { id: 'K-104277' } } } }))).toBe('delete');
  expect(reject('{"type":"hoshin.delivery.v1"}', { subject: 'ORD-1' })).toBe('delete');
  expect(reject('{"type":"hoshin.delivery.v1"}', { subject: 'ORD-2' })).toBe('keep');
  expect(reject('', { subject: 'ada@customer.example', cut: true })).toBe('delete');
  const row = { origin: { kind: 'row', file: 'incoming/erp/a.csv', row: 2 } };
  expect(reject('["ORD-1","12 Rue Haute","soon"]', { subject: 'ORD-1', ...row })).toBe('delete');
  expect(reject('["ORD-2","12 Rue Haute","soon"]', { subject: 'ORD-2', ...row })).toBe('keep');
  expect(reject('{"type":"hoshin.delivery.v1"}', { subject: 'ORD-1', namespace: 'crm' })).toBe('keep');
});

test('a mail that is still owed to the person is sent to nobody; one to the company stays evidence', () => {
  const notice = (about: object, more: object = {}) =>
    item('notice', {
      ...{ id: 'n', about, state: 'pending', why: 'customer', leaseUntil: 'later' },
      ...{ person: { id: 'customer-9b2e', name: 'Ada Lovelace', email: 'ada@customer.example' }, ...more },
    });
  const owed = notice({ kind: 'invitation', invitation: 'i', reminder: false });
  const { leaseUntil: _, ...rest } = owed;
  expect(eraseItem(owed, ofAda())).toEqual({
    kind: 'change',
    item: {
      ...rest,
      ...{ person: { id: 'customer-9b2e', name: '', email: '' } },
      ...{ state: 'skipped', problem: 'there is no address any more' },
    },
  });
  const staff = { person: { id: 'ada', name: 'Ada Lovelace', email: 'ada@customer.example' } };
  expect(eraseItem(notice({ kind: 'alert', transitions: [] }, staff), ofAda())).toEqual({ kind: 'keep' });
});

test('a digest keeps that somebody was quoted', () => {
  const voice = (subject: string) => ({
    type: 'response',
    namespace: 'desk',
    subject,
    day: '2026-03-14',
    about: 'NPS 2',
    text: 'Words',
  });
  const erasing = ofAda();
  erasing.dossier.records.add('response#desk#R-1');
  const digest = item('digest', { content: { voices: [voice('R-1'), voice('R-2')] } });
  expect(eraseItem(digest, erasing)).toMatchObject({
    item: { content: { voices: [{ ...voice('R-1'), text: '[…]' }, voice('R-2')] } },
  });
});

test('what leads to a record stays, even where its subject names the person: nothing may lead elsewhere', () => {
  const subject = 'ada@customer.example';
  const opened = item('case', { namespace: 'desk', subject, state: 'received', version: 0 });
  expect(eraseItem(opened, ofAda())).toEqual({ kind: 'keep' });
  const invitation = item('invitation', { delivery: { namespace: 'erp', subject }, state: 'invited', version: 1 });
  expect(eraseItem(invitation, ofAda())).toEqual({ kind: 'keep' });
});

test('evidence cannot be changed, so it may not name the person to begin with', () => {
  const refusal = (author: string, reason: string) => () => refuseNaming({ author, reason }, ofAda());
  expect(refusal('Elena Marlow', 'Request of 14 March')).not.toThrow();
  expect(refusal('Elena Marlow', 'Request of Ada  Lovelace')).toThrow(/names the person/);
  expect(refusal('ada@customer.example', 'My own')).toThrow(/names the person/);
});

test('an id is spelled as it is compared, however a keyboard composes its letters', async () => {
  const decomposed = 'K-Rene\u0301';
  expect(await readPersonNamed({ customer: decomposed })).toEqual({ id: decomposed.normalize('NFC') });
});

test('erased once, an item is left alone', () => {
  const once = eraseItem(item('action', { what: 'Call Ada Lovelace' }), ofAda());
  expect(once.kind).toBe('change');
  if (once.kind === 'change') expect(eraseItem(once.item, ofAda())).toEqual({ kind: 'keep' });
});

test('a dead letter keeps the events of others, and of the person what counts', () => {
  const event = (subject: string, customer: object) => ({
    ...{
      specversion: '1.0',
      id: subject,
      source: 'erp',
      type: 'hoshin.delivery.v1',
      subject,
      time: '2026-03-14T10:00:00Z',
    },
    data: { promise: { first: '2026-03-14' }, about: { site: 'Lyon', customer } },
  });
  const bob = { email: 'bob@customer.example' };
  const message = {
    ...{ v: 1, source: 'erp', namespace: 'erp', receivedAt: '2026-03-14T10:00:00.000Z' },
    ...{ events: [event('ORD-7', ada), event('ORD-8', bob)], rejects: [] },
  };
  const [body = '', ...more] = eraseMessage(JSON.stringify(message), ofAda()) ?? [];
  expect(more).toEqual([]);
  const { customer: _, ...about } = message.events[0]?.data.about ?? {};
  const [first, second] = message.events;
  expect(JSON.parse(body)).toEqual({ ...message, events: [{ ...first, data: { ...first?.data, about } }, second] });
  expect(eraseMessage(JSON.stringify({ ...message, events: [second] }), ofAda())).toBeUndefined();
  expect(eraseMessage('not JSON, from ada@customer.example', ofAda())).toEqual([]);
});

test('a dead letter is mended once: put back, it comes by again, and must not for ever', () => {
  const event = (subject: string, about: object) => ({
    ...{ specversion: '1.0', id: subject, source: 'erp', type: 'hoshin.delivery.v1', subject },
    ...{ time: '2026-03-14T10:00:00Z', data: { promise: { first: '2026-03-14' }, about } },
  });
  const letter = (...events: object[]) =>
    JSON.stringify({
      v: 1,
      source: 'erp',
      namespace: 'erp',
      receivedAt: '2026-03-14T10:00:00.000Z',
      events,
      rejects: [],
    });
  // Of a record of theirs, and under a subject and with a slice that name them: neither goes away.
  const theirs = letter(
    event('ORD-1', { customer: ada }),
    event('Ada@customer.example', { keyAccount: 'Ada Lovelace', customer: { name: 'Ada' } }),
  );
  const [mended = ''] = eraseMessage(theirs, ofAda()) ?? [];
  expect(mended).not.toContain('"customer"');
  expect(eraseMessage(mended, ofAda())).toBeUndefined();
});

test('an address is no part of another one', () => {
  const { scrub } = erasingOf(openDossier({ email: 'anne@mail.example' }));
  const others = ['marie-anne@mail.example', 'marie.anne@mail.example', 'x+anne@mail.example', 'anne@mail.example.org'];
  for (const other of [...others, 'anne@mail.example-shop.org', 'anne@mail.example2']) expect(scrub(other)).toBe(other);
  expect(scrub('Anne@mail.example. ,anne@mail.example;-anne@mail.example|_anne@mail.example_')).toBe(
    '[…]. ,[…];-[…]|_[…]_',
  );
  const reject = item('reject', { source: 'erp', event: '["marie-anne@mail.example"]', value: '', problem: 'x' });
  expect(eraseItem(reject, erasingOf(openDossier({ email: 'anne@mail.example' })))).toEqual({ kind: 'keep' });
});

test('an address behind a line break that JSON escapes is found', () => {
  const event = JSON.stringify({ data: { received: { text: 'Regards\nada@customer.example\tAda\nLovelace' } } });
  const reject = { source: 'erp', event, value: '', problem: 'must be', digest: 'd' };
  expect(eraseItem(item('reject', reject), ofAda()).kind).toBe('delete');
  const name = JSON.stringify({ by: '\tAda\nLovelace' });
  expect(eraseItem(item('reject', { ...reject, event: name }), ofAda()).kind).toBe('delete');
  expect(eraseMessage(`${event} cut`, ofAda())).toEqual([]);
  expect(identitiesInText('erp', event)).toEqual([{ email: 'ada@customer.example' }]);
});

test('addresses are found in any text, in time that grows with it', () => {
  const emails = (text: string) =>
    identitiesInText('erp', text).map((identity) => 'email' in identity && identity.email);
  expect(emails('to <ada@customer.example>, "bob@b.example"; @ a@ @b [c@@d]\\n')).toEqual([
    'ada@customer.example',
    'bob@b.example',
    'c@@d',
  ]);
  // Read from each of its letters again, this would take minutes.
  expect(emails(`@${'a'.repeat(1_000_000)} x@y`)).toEqual(['x@y']);
});

test('a dropped file is searched as far as it can be read: one that is damaged stops nothing', async () => {
  const names = (bytes: Buffer) =>
    namesPerson(
      {
        name: 'a.csv.gz',
        async *open() {
          yield bytes;
        },
      },
      ofAda(),
    );
  const rows = (email: string) =>
    `${randomBytes(50_000).toString('hex')}\nORD-1,${email}\n${randomBytes(50_000).toString('hex')}`;
  const cutOff = (email: string) => gzipSync(rows(email)).subarray(0, -20_000);
  expect(await names(cutOff('ada@customer.example'))).toBe(true);
  expect(await names(cutOff('bob@customer.example'))).toBe(false);
  expect(await names(gzipSync('x').subarray(0, 5))).toBe(false);
  expect(await names(Buffer.from('\ufeffada@customer.example', 'utf16le').swap16())).toBe(true);
});
