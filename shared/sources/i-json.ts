/**
 * Reads JSON as I-JSON (RFC 7493) and says where it breaks: grammar, depth, duplicate and `__proto__` keys,
 * numbers that a double cannot hold. `JSON.parse` lets the last three pass, and its messages name no place that
 * can be relied on. Lone surrogates are left to the schemas, which know the event they are in.
 */

/** Where a part of a text begins and ends (exclusive), in UTF-16 units. */
interface Span {
  start: number;
  end: number;
}

/** `items` are the elements of the outermost array; empty for anything else. `pointer` is a JSON Pointer (RFC 6901). */
export type JsonReading =
  | { readable: true; value: unknown; items: Span[] }
  | { readable: false; problem: string; line: number; column: number; pointer: string };

class Unreadable extends Error {
  readonly offset: number;
  readonly path: readonly PropertyKey[];
  constructor(problem: string, offset: number, path: readonly PropertyKey[]) {
    super(problem);
    this.offset = offset;
    this.path = path;
  }
}

/** `['data', 'a/b']` → `/data/a~1b`. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Characters of a pointer that are told: a key may be as long as the text. */
const longestPointer = 1_000;

const quote = 0x22;
const backslash = 0x5c;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const fourHex = /[0-9a-fA-F]{4}/y;

/** Walks a text once and returns the spans of the outermost array's elements; throws Unreadable. */
const scan = (text: string, maxDepth: number): Span[] => {
  const items: Span[] = [];
  const path: PropertyKey[] = [];
  let at = 0;

  const fail = (problem: string, offset = at): never => {
    throw new Unreadable(problem, offset, [...path]);
  };
  const found = () =>
    at < text.length ? `found ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))}` : 'the text ends';
  const skipSpace = () => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at += 1;
    }
  };
  const matches = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const take = (mark: string): boolean => {
    if (text[at] !== mark) return false;
    at += 1;
    return true;
  };

  const scanString = () => {
    at += 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (Number.isNaN(code)) fail('the text ends inside a string');
      if (code < 0x20) fail('a control character in a string must be escaped');
      at += 1;
      if (code !== backslash) continue;
      const escaped = text[at];
      at += 1;
      if (escaped === 'u' ? !matches(fourHex) : !escaped || !'"\\/bfnrt'.includes(escaped)) {
        fail(escaped ? 'not an escape that JSON knows' : 'the text ends inside a string', at - 1);
      }
    }
    at += 1;
  };
  const scanNumber = () => {
    const start = at;
    if (!matches(number)) fail(`expected a value, but ${found()}`);
    if (!Number.isFinite(Number(text.slice(start, at)))) fail('the number is too large for a 64-bit float', start);
  };
  const scanKey = (): string => {
    const start = at;
    if (text[at] !== '"') fail(`expected a key in double quotes, but ${found()}`);
    scanString();
    const raw = text.slice(start, at);
    return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  };
  const scanObject = (depth: number) => {
    const keys = new Set<string>();
    at += 1;
    skipSpace();
    if (take('}')) return;
    do {
      skipSpace();
      const start = at;
      const key = scanKey();
      path.push(key);
      if (keys.has(key)) fail('the key appears twice in one object', start);
      if (key === '__proto__') fail('the key __proto__ is not allowed', start);
      keys.add(key);
      skipSpace();
      if (!take(':')) fail(`expected ":", but ${found()}`);
      scanValue(depth);
      path.pop();
    } while (take(','));
    if (!take('}')) fail(`expected "," or "}", but ${found()}`);
  };
  const scanArray = (depth: number) => {
    at += 1;
    skipSpace();
    if (take(']')) return;
    let index = 0;
    do {
      path.push(index);
      index += 1;
      const span = scanValue(depth);
      if (depth === 1) items.push(span);
      path.pop();
    } while (take(','));
    if (!take(']')) fail(`expected "," or "]", but ${found()}`);
  };
  /** Scans a value and the space round it; `depth` counts the objects and arrays that it stands in. */
  const scanValue = (depth: number): Span => {
    skipSpace();
    const start = at;
    const mark = text[at];
    if (mark === '{' || mark === '[') {
      if (depth === maxDepth) fail(`nested deeper than ${maxDepth} levels`);
      if (mark === '{') scanObject(depth + 1);
      else scanArray(depth + 1);
    } else if (mark === '"') scanString();
    else {
      const word = ['true', 'false', 'null'].find((literal) => text.startsWith(literal, at));
      if (word) at += word.length;
      else scanNumber();
    }
    const end = at;
    skipSpace();
    return { start, end };
  };

  scanValue(0);
  if (at < text.length) fail(`expected the text to end, but ${found()}`);
  return items;
};

/** Reads a text as I-JSON of at most `maxDepth` nested objects and arrays. Never throws for what a text may hold. */
export const readIJson = (text: string, maxDepth: number): JsonReading => {
  try {
    const items = scan(text, maxDepth);
    return { readable: true, value: JSON.parse(text), items };
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    const lines = text.slice(0, fault.offset).split('\n');
    return {
      readable: false,
      problem: fault.message,
      line: lines.length,
      column: (lines.at(-1)?.length ?? 0) + 1,
      pointer: pointerOf(fault.path).slice(0, longestPointer).toWellFormed(),
    };
  }
};
