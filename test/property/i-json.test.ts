/** The I-JSON reader against JSON.parse, which it must agree with wherever I-JSON and JSON do. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIJson } from '../../shared/sources/i-json.ts';

const parse = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** What JSON.parse takes and I-JSON doesn't, by the reader's own words. */
const stricter = /appears twice|__proto__|too large for a 64-bit|nested deeper/;

const agrees = (text: string) => {
  const reading = readIJson(text, 20);
  const parsed = parse(text);
  if (reading.readable) {
    expect(parsed).toEqual({ value: reading.value });
    if (Array.isArray(reading.value)) {
      expect(reading.items.map(({ start, end }) => JSON.parse(text.slice(start, end)))).toEqual(reading.value);
    }
  } else if (parsed) expect(reading.problem).toMatch(stricter);
};

/** Texts that are JSON, and texts with one place changed, cut out or put in. */
const mark = fc.constantFrom(...'{}[]",:\\ \n\t0123456789.eE+-tfnu/a\u0000\ud800é');
const spelled = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'))
  .map(([value, indent]) => JSON.stringify(value, null, indent));
const broken = fc
  .tuple(spelled, fc.nat(), fc.nat({ max: 2 }), fc.array(mark, { maxLength: 2 }))
  .map(([text, at, cut, put]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + put.join('') + text.slice(place + cut);
  });

test('it reads what JSON.parse reads, and gives the same value and the elements of an outermost array', () => {
  fc.assert(fc.property(spelled, agrees), { numRuns: 500 });
});

test('it refuses what JSON.parse refuses, whatever one mistake is made', () => {
  fc.assert(fc.property(broken, agrees), { numRuns: 5_000 });
});

test('it agrees on texts made of nothing but marks', () => {
  fc.assert(
    fc.property(
      fc.array(mark, { maxLength: 12 }).map((marks) => marks.join('')),
      agrees,
    ),
    { numRuns: 5_000 },
  );
});

test('it never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      readIJson(text, 20);
    }),
  );
});

test('a key that appears twice is found at any depth and in any spelling', () => {
  const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 });
  const escaped = (text: string) =>
    `"${[...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;
  fc.assert(
    fc.property(key, fc.integer({ min: 0, max: 15 }), (name, depth) => {
      const twice = `{${JSON.stringify(name)}:1,"other of ${name.length}":2,${escaped(name)}:3}`;
      const reading = readIJson('[1,'.repeat(depth) + twice + ']'.repeat(depth), 20);
      expect(reading).toMatchObject({ readable: false, problem: expect.stringMatching(/twice|__proto__/) });
    }),
  );
});

test('exactly the allowed depth is read, and one more is not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(['[', ']'], ['{"a":', '}']),
      (depth, [open = '', close = '']) => {
        const text = `${open.repeat(depth - 1)}[]${close.repeat(depth - 1)}`;
        expect(readIJson(text, depth).readable).toBe(true);
        expect(readIJson(text, depth - 1)).toMatchObject({ problem: `nested deeper than ${depth - 1} levels` });
      },
    ),
  );
});

test.each([
  ['1e308', true],
  ['1.7976931348623157e308', true],
  ['1e309', false],
  ['-1e400', false],
  ['9'.repeat(400), false],
  ['1e-400', true],
  ['-0', true],
  ['01', false],
  ['+1', false],
  ['.5', false],
  ['1.', false],
])('the number %s is read: %s', (text, readable) => {
  expect(readIJson(text, 20).readable).toBe(readable);
});

test('three megabytes of anything are refused or read in well under a second', () => {
  const size = 3 * 1024 * 1024;
  const texts = [
    '"'.padEnd(size, 'a'),
    '1'.repeat(size),
    '['.repeat(size),
    `[${'1,'.repeat(size / 2)}1]`,
    '\\'.repeat(size),
    ' '.repeat(size),
  ];
  const start = performance.now();
  for (const text of texts) readIJson(text, 20);
  expect(performance.now() - start).toBeLessThan(3_000);
});
