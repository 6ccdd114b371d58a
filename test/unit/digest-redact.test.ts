import { describe, expect, test } from 'vitest';
import { quote, redact, shorten } from '../../shared/core/digest/redact.ts';

const own = ['Pia Private-Møller', 'Renée', '王伟', '김철수', 'pia.private@mail.example', '0170 1234567', 'K-4711'];

describe('what is personal is taken out', () => {
  test.each([
    ['the customer’s own name, whole and in parts', 'I am Pia Private-Møller, ask for pia.', 'I am […], ask for […].'],
    ['the customer’s own number', 'My customer number is K-4711.', 'My customer number is […].'],
    ['an address', 'Write to someone.else+x@sub.example.co.uk now', 'Write to […] now'],
    ['an international address', 'Schreiben Sie an jürgen@müller.example!', 'Schreiben Sie an […]'],
    ['an address with blanks', 'mail me: jo @ example.com please', 'mail me: […] please'],
    ['a telephone number', 'Call +49 (0) 170 / 123 45 67 today', 'Call […] today'],
    ['a telephone number with dots', 'Tel. 01.70.12.34.56', 'Tel. […]'],
    ['one in full-width digits', 'Call ０１７０１２３４５６７', 'Call […]'],
    ['one in Arabic digits', 'Call ٠١٧٠١٢٣٤٥٦٧', 'Call […]'],
    [
      'one with the hyphens and dashes of other programs',
      'Call (555) 123\u20114567 or 555—123—4567',
      'Call […] or […]',
    ],
    ['an address in words', 'mail jo(at)example.com or jo [at] example.de', 'mail […] or […]'],
    ['the customer’s own name without its accents', 'Ask Renée or Renee', 'Ask […] or […]'],
    ['half of a double name', 'Mrs Private called', 'Mrs […] called'],
    ['a name’s possessive', 'Pias parcel is lost', '[…] parcel is lost'],
    ['a name in a script without blanks', '我是王伟的客户。김철수입니다', '我是[…]的客户。[…]입니다'],
    ['a long run of digits', 'Order 4006381333931 is broken', 'Order […] is broken'],
    ['an IBAN', 'Refund to DE89 3704 0044 0532 0130 00', 'Refund to […]'],
    ['a link', 'See https://evil.example/?id=1#x and www.evil.example/path.', 'See […] and […]'],
    ['a link without its scheme', 'See evil.example/pay?x=1 now', 'See […] now'],
    ['a script as an address', 'javascript:alert(1) and data:text/html,x', '[…] and […]'],
  ])('%s', (_, text, expected) => {
    expect(redact(text, own)).toBe(expected);
  });

  test.each([
    ['a date', 'Promised for 2026-03-14, came on 21.3.2026.'],
    ['amounts and times', 'Paid 1,250.00 EUR, 3 of 12 broken, waited from 9:30 to 12:45.'],
    ['an order number of letters and a few digits', 'ORD-2041 and pump HX-320'],
    ['words of other scripts', 'Доставка опоздала. 配達が遅れました。 التسليم متأخر'],
    ['names of others, who are no part of the record', 'Mr Smith of your service was friendly.'],
    ['a name inside another word', 'The piazza was blocked.'],
  ])('%s stays', (_, text) => {
    expect(redact(text, own)).toBe(text.normalize('NFKC'));
  });
});

test('words are shortened at a word, on one line', () => {
  expect(shorten('One two\nthree  four', 100)).toBe('One two three four');
  expect(shorten('One two three four', 12)).toBe('One two…');
  expect(shorten('Onetwothreefour', 8)).toBe('Onetwot…');
  expect([...shorten('😀'.repeat(50), 10)]).toHaveLength(10);
});

test('what lies beyond the cut gives no part of an address away', () => {
  const text = `${'word '.repeat(198)}somebody.private@mail.example and more`;
  expect(quote(text, [], 2_000)).not.toContain('somebody');
});

test('ten thousand characters without a space take no time', () => {
  const began = performance.now();
  quote('a'.repeat(10_000), own, 220);
  quote('1 '.repeat(5_000), own, 220);
  quote('a.'.repeat(5_000), own, 220);
  expect(performance.now() - began).toBeLessThan(500);
});
