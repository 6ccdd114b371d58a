/** Schedule expressions of EventBridge Scheduler, in UTC: `rate(5 minutes)`, `cron(0 7 ? * MON-FRI *)`. */

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const minuteMs = units.minute;

/** The first time after `after` (both in milliseconds) at which it fires. Throws on what it can't read. */
export type NextTime = (after: number) => number;

export const parseSchedule = (expression: string): NextTime => {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const unit = rate[2];
    if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') throw new Error(`Not a schedule: ${expression}`);
    const every = Number(rate[1]) * units[unit];
    return (after) => (Math.floor(after / every) + 1) * every;
  }
  const cron = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(/\s+/);
  if (cron?.length !== 6) throw new Error(`The local stack can't read the schedule ${expression}`);
  return parseCron(cron);
};

interface Field {
  from: number;
  to: number;
  names?: readonly string[];
}

const fields: readonly Field[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12, names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] },
  { from: 1, to: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
  { from: 1970, to: 2199 },
];

const parseCron = (parts: string[]): NextTime => {
  const matchers = parts.map((part, index) => parseField(part, fields[index]));
  const matches = (date: Date) => {
    const values = [
      date.getUTCMinutes(),
      date.getUTCHours(),
      date.getUTCDate(),
      date.getUTCMonth() + 1,
      date.getUTCDay() + 1,
      date.getUTCFullYear(),
    ];
    return matchers.every((matcher, index) => matcher(values[index] ?? 0));
  };
  return (after) => {
    const limit = after + 366 * units.day;
    for (let time = (Math.floor(after / minuteMs) + 1) * minuteMs; time < limit; time += minuteMs) {
      if (matches(new Date(time))) return time;
    }
    return Number.POSITIVE_INFINITY;
  };
};

const parseField = (part: string, field: Field | undefined): ((value: number) => boolean) => {
  if (field === undefined) throw new Error(`Not a cron field: ${part}`);
  if (part === '*' || part === '?') return () => true;
  const ranges = part.split(',').map((each) => parseRange(each, field));
  return (value) => ranges.some(({ from, to, step }) => value >= from && value <= to && (value - from) % step === 0);
};

const parseRange = (text: string, field: Field) => {
  const [range = '', step] = text.split('/');
  const read = (value: string) => {
    const index = field.names?.indexOf(value.toUpperCase()) ?? -1;
    const number = index >= 0 ? index + 1 : Number(value);
    if (Number.isInteger(number) && number >= field.from && number <= field.to) return number;
    throw new Error(`The local stack can't read ${text} in a cron expression`);
  };
  const [first = '', last] = range === '*' ? [String(field.from), String(field.to)] : range.split('-');
  const from = read(first);
  const open = step === undefined ? from : field.to;
  return { from, to: last === undefined ? open : read(last), step: step === undefined ? 1 : Number(step) };
};
