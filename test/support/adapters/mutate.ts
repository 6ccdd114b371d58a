/** Changes to a signed request, none of which its sender made: whoever accepts one accepts a forgery. */
import type { Headers } from './kit.ts';

/** A generator of numbers from 0 to 1 that repeats itself from a seed (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Another text or body; the same length or not. */
const mutateBody = (body: Buffer, random: () => number): Buffer => {
  const at = Math.floor(random() * body.length);
  const part = Buffer.from(body.subarray(at, at + 1 + Math.floor(random() * 8)));
  const byte = Buffer.from([Math.floor(random() * 256)]);
  const before = body.subarray(0, at);
  const after = body.subarray(at);
  const changes = [
    () => Buffer.concat([before, Buffer.from([(body[at] ?? 0) ^ (1 << Math.floor(random() * 8))]), after.subarray(1)]),
    () => Buffer.concat([before, byte, after]),
    () => Buffer.concat([before, after.subarray(part.length)]),
    () => Buffer.concat([before, part, after]),
    () => before,
    () => Buffer.concat([before, part.reverse(), after.subarray(part.length)]),
    () => Buffer.concat([body, Buffer.from(['\n', ' ', '\0', '{}'][Math.floor(random() * 4)] ?? '')]),
    () => Buffer.from(JSON.stringify(safely(body), undefined, 1)),
  ];
  return changes[Math.floor(random() * changes.length)]?.() ?? body;
};

/** The same JSON, otherwise written: what a verifier that reads before it compares takes for the same. */
const safely = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return {};
  }
};

/** Characters that may stand in a header, a space not among them: HTTP takes those at the ends away. */
const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

const mutateText = (text: string, random: () => number): string | undefined => {
  const at = Math.floor(random() * (text.length + 1));
  const other = visible[Math.floor(random() * visible.length)] ?? '!';
  const from = Math.floor(random() * text.length);
  const changes = [
    () => text.slice(0, at) + other + text.slice(at + 1),
    () => text.slice(0, at) + other + text.slice(at),
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.slice(0, at),
    () => text.slice(0, from) + text.slice(from, from + 1).toUpperCase() + text.slice(from + 1),
    () => text.toUpperCase(),
    () => text.toLowerCase(),
    () => text + text,
    () => `${text}=`,
    () => text.replaceAll('+', '-').replaceAll('/', '_'),
    () => text.replace(/=+$/, ''),
    () => '',
    () => undefined,
  ];
  return changes[Math.floor(random() * changes.length)]?.();
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What no adapter expects, and JSON allows. */
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  '\ud800',
  '__proto__',
  [],
  [[]],
  {},
  { a: {} },
  'x'.repeat(300),
];

/** A payload with one of its values, however deep, taken away, doubled, or become something odd. */
export const mutatePayload = (payload: unknown, random: () => number): unknown => {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  if (!isObject(payload) || Object.keys(payload).length === 0 || random() < 0.15) return pick(odd);
  const key = pick(Object.keys(payload)) ?? '';
  const changed = mutatePayload(payload[key], random);
  if (Array.isArray(payload)) {
    const at = Number(key);
    return random() < 0.2 ? [...payload, ...payload] : payload.map((each, index) => (index === at ? changed : each));
  }
  const { [key]: _, ...rest } = payload;
  return random() < 0.2 ? rest : { ...rest, [key]: changed };
};

/** The request with one change, in its body or in a header of its signature. */
export const mutate = (
  request: { body: Buffer; headers: Headers },
  signatureHeaders: readonly string[],
  random: () => number,
): { body: Buffer; headers: Headers } => {
  for (;;) {
    if (random() < 0.5) {
      const body = mutateBody(request.body, random);
      if (!body.equals(request.body)) return { ...request, body };
      continue;
    }
    const name = signatureHeaders[Math.floor(random() * signatureHeaders.length)] ?? '';
    const value = mutateText(request.headers[name] ?? '', random);
    if (value === request.headers[name]) continue;
    const { [name]: _, ...rest } = request.headers;
    return { ...request, headers: value === undefined ? rest : { ...rest, [name]: value } };
  }
};
