/** Quiet hours: times of the day at which no customer gets a mail, by the wall clock where the customer is. */
import { addDays, dayAt, firstInstantFrom, timeOfDayAt } from '../time/calendar.ts';

/** Times of day, `20:00` to `08:00`; the first one is quiet already, the second no longer. The same twice: never quiet. */
export interface QuietHours {
  from: string;
  until: string;
}

const dayMs = 86_400_000;
const msOf = (clock: string): number => Date.parse(`1970-01-01T${clock}:00Z`);

const isQuiet = (time: number, { from, until }: QuietHours): boolean => {
  const [begin, end] = [msOf(from), msOf(until)];
  return begin <= end ? time >= begin && time < end : time >= begin || time < end;
};

/** The first instant (ms), from one on, at which the zone's wall clock shows no quiet hour. */
export const awakeFrom = (at: number, quiet: QuietHours, zone: string): number => {
  const time = timeOfDayAt(at, zone);
  if (!isQuiet(time, quiet)) return at;
  const end = msOf(quiet.until);
  const passed = at + ((end - time + dayMs) % dayMs);
  if (timeOfDayAt(passed, zone) === end) return passed;
  // A clock change lies between: the end is where the wall clock says so.
  const today = dayAt(at, zone);
  return firstInstantFrom(`${end > time ? today : addDays(today, 1)}T${quiet.until}:00`, zone);
};
