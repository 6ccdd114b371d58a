import { expect, test } from 'vitest';
import { fields, writtenNames } from '../../functions/decisions/act-form.ts';
import { longestText } from '../../shared/core/action/action.ts';
import { readFields, readForm } from '../../shared/http/read-form.ts';

const urlencoded = 'application/x-www-form-urlencoded';
const post = (text: string, type = urlencoded) =>
  readForm({ body: Buffer.from(text).toString('base64'), isBase64Encoded: true, headers: { 'content-type': type } });

test('a form is read as a browser sends it: trimmed, with plain line ends, in any script', async () => {
  expect(await post('note=+We+know.%0D%0ASnow%0Dagain.+&who=Zo%C3%AB+%F0%9F%9A%9A&empty=')).toEqual({
    readable: true,
    form: { note: 'We know.\nSnow\nagain.', who: 'Zoë 🚚', empty: '' },
  });
});

test('a type with parameters, in capitals, or a body that is no base64 is read too', async () => {
  expect(await post('a=1', 'Application/X-WWW-Form-Urlencoded; charset=UTF-8')).toMatchObject({ form: { a: '1' } });
  expect(
    await readForm({ body: 'a=1', isBase64Encoded: false, headers: { 'content-type': urlencoded } }),
  ).toMatchObject({ form: { a: '1' } });
});

test('one click (RFC 8058) is read in both of its forms; files are left out', async () => {
  const clicked = { readable: true, form: { 'List-Unsubscribe': 'One-Click' } };
  expect(await post('List-Unsubscribe=One-Click')).toEqual(clicked);
  const part = (head: string, body: string) => `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const parts = part('name="List-Unsubscribe"', 'One-Click') + part('name="file"; filename="a.txt"', 'secret');
  expect(await post(`${parts}--x--\r\n`, 'multipart/form-data; boundary=x')).toEqual(clicked);
});

test.each([
  ['json', 'application/json', '{"choice":"acknowledge"}'],
  ['text', 'text/plain', 'choice=acknowledge'],
  ['no type', '', 'choice=acknowledge'],
  ['parts without a boundary', 'multipart/form-data', 'choice=acknowledge'],
  ['parts that do not end', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n'],
])('%s is not a form', async (_, type, body) => {
  expect(await post(body, type)).toEqual({ readable: false, reason: 'not-a-form' });
});

test('256 KB are taken, and not a byte more', async () => {
  const text = `note=${'x'.repeat(256 * 1024 - 5)}`;
  expect(await post(text)).toMatchObject({ readable: true });
  expect(await post(`${text}x`)).toEqual({ readable: false, reason: 'too-large' });
});

test('the longest form of any page is taken in any script', async () => {
  const form = Object.fromEntries(writtenNames.map((name) => [fields[name], '因'.repeat(longestText)]));
  expect(await post(new URLSearchParams(form).toString())).toEqual({ readable: true, form });
});

test('of a field that comes twice the last one counts, and no name is special', async () => {
  expect(await post('a=1&a=2')).toMatchObject({ form: { a: '2' } });
  const reading = await post('__proto__=evil&constructor=evil');
  expect(reading.readable && Object.getPrototypeOf(reading.form)).toBe(Object.prototype);
});

test('of boxes that were ticked every one is there', async () => {
  const posted = { body: 'why=speed&why=price&note=', isBase64Encoded: false, headers: { 'content-type': urlencoded } };
  const reading = await readFields(posted);
  expect(reading.readable && [...reading.fields]).toEqual([
    ['why', ['speed', 'price']],
    ['note', ['']],
  ]);
});

test('one name as often as a form can hold it takes no longer than any other form of that size', async () => {
  const posted = { body: 'a&'.repeat(130_000), isBase64Encoded: false, headers: { 'content-type': urlencoded } };
  const begun = performance.now();
  const reading = await readFields(posted);
  const took = performance.now() - begun;
  expect(reading.readable && reading.fields.get('a')).toHaveLength(130_000);
  // Copied for each value, they took most of a minute; a machine under load needs a tenth of a second.
  expect(took).toBeLessThan(5_000);
});
