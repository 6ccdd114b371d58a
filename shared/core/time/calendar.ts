/** Days and instants in a time zone. Pure: a function of the zone data and its arguments, never of the clock. */

/** A calendar day, `YYYY-MM-DD`. Days compare as texts. */
export type Day = string;

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (zone: string) => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
};

/** True for a zone name that the runtime knows, for example `Europe/Berlin`. */
export const isTimeZone = (zone: string): boolean => {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
};

/** How far a zone's wall clock is ahead of UTC at an instant (ms), asked of the zone data. */
const readOffset = (at: number, zone: string): number => {
  // en-US prints 03/14/2026, 09:30:00.
  const parts = (formatOf(zone).format(at).match(/\d+/g) ?? []).map(Number);
  const [month = 1, day = 1, year = 1970, hour, minute, second] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
};

// Asking takes microseconds, and the fold asks for every record: each zone's offsets are kept by the start of the UTC day.
const offsets = new Map<string, Map<number, number>>();
/** Days kept for one zone: more than any business reports on, and no more than a function can hold. */
const mostDays = 50_000;

const offsetAtStart = (day: number, zone: string): number => {
  let known = offsets.get(zone);
  if (!known || known.size > mostDays) {
    known = new Map();
    offsets.set(zone, known);
  }
  let offset = known.get(day);
  if (offset === undefined) {
    offset = readOffset(day * dayMs, zone);
    known.set(day, offset);
  }
  return offset;
};

/** The wall clock of a zone at an instant (ms), read as if it were UTC (ms). */
const wallClock = (at: number, zone: string): number => {
  const day = Math.floor(at / dayMs);
  const offset = offsetAtStart(day, zone);
  // No zone changes its clock and changes it back within a day: offsets that agree at both ends hold between them.
  return at + (offset === offsetAtStart(day + 1, zone) ? offset : readOffset(at, zone));
};

const toDay = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
const toMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The day on which an instant (ms) falls in a zone. */
export const dayAt = (at: number, zone: string): Day => toDay(wallClock(at, zone));

/** The time of day that a zone's wall clock shows at an instant (ms), in milliseconds since its midnight. */
export const timeOfDayAt = (at: number, zone: string): number => {
  const shown = wallClock(at, zone);
  return shown - Math.floor(shown / dayMs) * dayMs;
};

/**
 * The instant (ms) of a wall-clock time without an offset, `2026-03-14T09:30:00`, in a zone.
 * A time that a clock change skips moves forward by the gap; one that it repeats is the first of the two
 * (the "compatible" rule of RFC 5545).
 */
export const instantAt = (wall: string, zone: string): number => {
  const asUtc = Date.parse(`${wall}Z`);
  const before = wallClock(asUtc - dayMs, zone) - (asUtc - dayMs);
  const after = wallClock(asUtc + dayMs, zone) - (asUtc + dayMs);
  const early = asUtc - before;
  const late = asUtc - after;
  if (wallClock(early, zone) === asUtc) return early;
  return wallClock(late, zone) === asUtc ? late : early;
};

/**
 * The first instant (ms) at which a zone's wall clock shows a time, or, where a clock change leaves it out, has passed it:
 * 02:00 on the last Sunday of March in Berlin is 03:00. Of a time that is repeated, the first.
 */
export const firstInstantFrom = (wall: string, zone: string): number => {
  const wanted = Date.parse(`${wall}Z`);
  const at = instantAt(wall, zone);
  if (wallClock(at, zone) === wanted) return at;
  // Left out: `at` lies behind the change by the part of the gap that comes before the time.
  const before = wallClock(at - dayMs, zone) - (at - dayMs);
  const gap = wallClock(at, zone) - at - before;
  let [low, high] = [at - gap, at];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallClock(middle, zone) >= wanted) high = middle;
    else low = middle;
  }
  return high;
};

/** The day of a moment of the contract: of an instant in the zone, or the date itself. */
export const dayOfMoment = (moment: string, zone: string): Day =>
  moment.length === 10 ? moment : dayAt(Date.parse(moment), zone);

const startOfDay = (day: Day, zone: string): number => instantAt(`${day}T00:00:00`, zone);

/** The instant (ms) of a moment; a date stands for the end of that day in the zone. */
export const instantOfMoment = (moment: string, zone: string): number =>
  moment.length === 10 ? startOfDay(addDays(moment, 1), zone) - 1 : Date.parse(moment);

/** The first instant (ms) that a moment holds: of a date, the start of that day in the zone. */
export const startOfMoment = (moment: string, zone: string): number =>
  moment.length === 10 ? startOfDay(moment, zone) : Date.parse(moment);

export const addDays = (day: Day, days: number): Day => toDay(toMs(day) + days * dayMs);

/** Days from one to another; negative if the other is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toMs(to) - toMs(from)) / dayMs);
