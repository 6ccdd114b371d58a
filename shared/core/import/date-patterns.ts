/** Date patterns of import maps: `dd/MM/yyyy HH:mm` and the like, compiled to one strict reading each. */

/** What a text said: a wall clock to be placed in a zone, a day, a time of day, or an instant. */
export type Parsed =
  | { kind: 'day'; day: string }
  | { kind: 'time'; minutes: number; seconds: number; millis: number }
  | { kind: 'wall'; day: string; minutes: number; seconds: number; millis: number }
  | { kind: 'instant'; at: number };

/** Reads a text, or says `undefined` where it does not follow the pattern. */
export type DateReader = (text: string) => Parsed | undefined;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Each token's expression; fixed widths first, so that `yyyy` is not read as `yy` twice. */
const tokens: Record<string, string> = {
  yyyy: '(?<y>\\d{4})',
  yy: '(?<yy>\\d{2})',
  MMM: `(?<mon>${months.join('|')})`,
  MM: '(?<M>\\d{2})',
  M: '(?<M>\\d{1,2})',
  dd: '(?<d>\\d{2})',
  d: '(?<d>\\d{1,2})',
  HH: '(?<H>\\d{2})',
  H: '(?<H>\\d{1,2})',
  hh: '(?<h>\\d{2})',
  h: '(?<h>\\d{1,2})',
  mm: '(?<m>\\d{2})',
  m: '(?<m>\\d{1,2})',
  ss: '(?<s>\\d{2})',
  s: '(?<s>\\d{1,2})',
  SSS: '(?<S>\\d{1,9})',
  a: '(?<a>[ap]\\.?m\\.?)',
  XXX: '(?<X>Z|[+-]\\d{2}:?\\d{2})',
};
/** Patterns with a name of their own. */
const named: Record<string, DateReader> = {
  iso: (text) => readIso(text),
  'epoch-seconds': (text) => (/^-?\d{1,12}(\.\d+)?$/.test(text) ? instant(Number(text) * 1000) : undefined),
  'epoch-milliseconds': (text) => (/^-?\d{1,15}$/.test(text) ? instant(Number(text)) : undefined),
};

const instant = (at: number): Parsed => ({ kind: 'instant', at: Math.round(at) });

/** Splits a pattern into tokens and literals; `undefined` where it holds a letter that is no token. */
const splitPattern = (pattern: string): { token?: string; literal?: string }[] | undefined => {
  const parts: { token?: string; literal?: string }[] = [];
  for (const [part] of pattern.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g)) {
    if (part.startsWith("'")) parts.push({ literal: part.length === 2 ? "'" : part.slice(1, -1) });
    else if (/^[A-Za-z]/.test(part)) {
      if (!(part in tokens)) return undefined;
      parts.push({ token: part });
    } else parts.push({ literal: part });
  }
  return parts;
};

/** Why a pattern cannot be used, or `undefined` for one that can. */
export const patternProblem = (pattern: string): string | undefined => {
  if (pattern in named) return undefined;
  const parts = splitPattern(pattern);
  const known = `known are ${Object.keys(tokens).join(' ')}, 'text' in quotes, and ${Object.keys(named).join(', ')}`;
  if (!parts?.some(({ token }) => token)) return `is not a date pattern (${known})`;
  const names = parts.flatMap(({ token }) => (token ? [token[0] ?? ''] : []));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) return `names ${twice} twice`;
  const has = (name: string) => names.includes(name);
  if (has('h') !== has('a')) return 'needs h and a together (09:30 PM is hh:mm a)';
  if ([has('y'), has('M'), has('d')].filter(Boolean).length % 3 !== 0) return 'needs year, month and day together';
  return undefined;
};

/** True if a pattern reads a time of day. */
export const namesTime = (pattern: string): boolean =>
  !(pattern in named) && (splitPattern(pattern)?.some(({ token }) => /^[Hh]/.test(token ?? '')) ?? false);

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

const dayOf = (year: number, month: number, day: number): string | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
  return real ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : undefined;
};

const readIso: DateReader = (text) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isoDay(text);
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text,
  );
  if (!match) return undefined;
  const [, day = '', time = '', seconds = '0', fraction = '', offset] = match;
  return assemble(isoDay(text.slice(0, 10)) && day, {
    hour: Number(time.slice(0, 2)),
    minute: Number(time.slice(3)),
    second: Number(seconds),
    millis: Number(fraction.padEnd(3, '0').slice(0, 3)),
    offset,
  });
};
const isoDay = (text: string): Parsed | undefined => {
  const day = dayOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
  return day ? { kind: 'day', day } : undefined;
};

interface TimeParts {
  hour: number;
  minute: number;
  second: number;
  millis: number;
  offset: string | undefined;
}

const assemble = (day: string | undefined, time: TimeParts): Parsed | undefined => {
  const { hour, minute, second, millis, offset } = time;
  // 24:00 is the midnight that ends the day: timetables write it.
  const inRange = (hour < 24 && minute < 60 && second < 60) || (hour === 24 && minute === 0 && second === 0);
  if (!inRange || !day) return undefined;
  const minutes = hour * 60 + minute;
  if (offset === undefined) return { kind: 'wall', day, minutes, seconds: second, millis };
  const [, sign = '+', hours = '0', rest = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  const offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest)) * 60_000;
  return instant(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 + second * 1000 + millis - offsetMs);
};

const quoteLiteral = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Compiles a pattern that `patternProblem` accepts. */
export const compilePattern = (pattern: string): DateReader => {
  const own = named[pattern];
  if (own) return own;
  const parts = splitPattern(pattern) ?? [];
  const expression = new RegExp(
    `^${parts.map(({ token, literal }) => (token ? tokens[token] : quoteLiteral(literal ?? ''))).join('')}$`,
    'i',
  );
  const hasDay = parts.some(({ token }) => token?.startsWith('y'));
  const hasTime = parts.some(({ token }) => /^[Hh]/.test(token ?? ''));
  // Spreadsheets drop leading zeroes of what looks like a number: 840 is 08:40 to a pattern of digits alone.
  const width = parts.every(({ token }) => token && /^(yyyy|MM|dd|HH|mm|ss)$/.test(token)) ? pattern.length : 0;
  return (text) => {
    const groups = expression.exec(width && /^\d+$/.test(text) ? text.padStart(width, '0') : text)?.groups;
    if (!groups) return undefined;
    const day = hasDay ? dayOfGroups(groups) : '1970-01-01';
    if (!hasTime) return day ? { kind: 'day', day } : undefined;
    const parsed = assemble(day, timeOfGroups(groups));
    if (hasDay || parsed?.kind !== 'wall') return parsed;
    return { kind: 'time', minutes: parsed.minutes, seconds: parsed.seconds, millis: parsed.millis };
  };
};

const dayOfGroups = ({ y, yy, mon, M, d }: Record<string, string | undefined>): string | undefined => {
  // POSIX: 69 to 99 are of the last century.
  const year = y ? Number(y) : Number(yy) + (Number(yy) >= 69 ? 1900 : 2000);
  return dayOf(year, mon ? months.indexOf(mon.toLowerCase()) + 1 : Number(M), Number(d));
};

const timeOfGroups = ({ H, h, m = '0', s = '0', S = '', a, X }: Record<string, string | undefined>): TimeParts => {
  const twelve = Number(h);
  const fromTwelve = twelve >= 1 && twelve <= 12 ? (twelve % 12) + (a?.toLowerCase().startsWith('p') ? 12 : 0) : 99;
  return {
    hour: H === undefined ? fromTwelve : Number(H),
    minute: Number(m),
    second: Number(s),
    millis: Number(S.padEnd(3, '0').slice(0, 3)),
    offset: X,
  };
};
