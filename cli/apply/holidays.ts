/** Holidays as people write them, resolved into days when they are applied (docs/decisions/0017). */
import Calendar from 'date-holidays';
import * as z from 'zod';
import { CalendarDate } from '../../events/scalars.ts';
import type { Holidays } from '../../shared/core/time/business-calendar.ts';
import { addDays, type Day } from '../../shared/core/time/calendar.ts';
import { mostLike } from './nearest.ts';

/** The years whose holidays are kept: those that records are about. Fixed, so that the same file always says the same. */
const years = Array.from({ length: 50 }, (_, index) => 2000 + index);

const Days = z.array(CalendarDate);
const OfCountry = z.strictObject({
  country: z.string().min(1).describe('ISO 3166 code'),
  region: z.string().min(1).optional().describe('A state, or a part of one: BY, BY-A'),
  also: Days.optional().describe('Days on which the company does not work either'),
  except: Days.optional().describe('Holidays on which it works'),
});
type OfCountry = z.infer<typeof OfCountry>;

type Problem = { path: (string | number)[]; message: string };

/** The code among known ones, whatever its case. */
const codeOf = (wanted: string, known: object): string | undefined =>
  Object.keys(known).find((code) => code.toLowerCase() === wanted.toLowerCase());

const findCountry = (wanted: string, calendar: Calendar): string | Problem => {
  const countries = calendar.getCountries('en');
  const code = codeOf(wanted, countries);
  if (code) return code;
  const name = mostLike(wanted, Object.values(countries));
  const meant = Object.keys(countries).find((key) => countries[key] === name);
  const hint = meant ? `did you mean ${meant}?` : 'list the days themselves: holidays: [2026-01-01, …]';
  return { path: ['country'], message: `no holidays are known of a country '${wanted}'; ${hint}` };
};

/** State and region by their codes; of `BY-A` the region A of the state BY. */
const findRegion = (country: string, wanted: string, calendar: Calendar): string[] | Problem => {
  const states = calendar.getStates(country) ?? {};
  const [stateCode = '', regionCode] = wanted.split('-', 2);
  const state = codeOf(stateCode, states);
  const regions = (state && calendar.getRegions(country, state)) || {};
  const region = regionCode === undefined ? undefined : codeOf(regionCode, regions);
  if (state && (regionCode === undefined || region)) return region ? [state, region] : [state];
  const known = state ? Object.keys(regions).map((code) => `${state}-${code}`) : Object.keys(states);
  const there = known.length > 0 ? `there are ${known.join(', ')}` : `${state ?? country} has none`;
  return { path: ['region'], message: `no holidays are known of a region '${wanted}' of ${country}; ${there}` };
};

/**
 * The public holidays of a calendar that last whole days. Its local dates count, not its instants: these are in whatever
 * zone the country's first city is in, and those of the Islamic calendar begin on the evening before.
 */
const publicDays = (calendar: Calendar): Day[] =>
  years.flatMap((year) =>
    calendar.getHolidays(year).flatMap(({ type, date, start, end }) => {
      const [day = '', time] = date.split(' ');
      const hours = (end.getTime() - start.getTime()) / 3_600_000;
      // A day on which the clock goes forward has 23 hours; half a holiday is a day at work.
      if (type !== 'public' || time !== '00:00:00' || hours < 23) return [];
      return Array.from({ length: Math.round(hours / 24) }, (_, offset) => addDays(day, offset));
    }),
  );

/** `2026-04-06` among `{ "2026": "0101 0406" }`. */
const byYear = (days: readonly Day[]): Holidays['years'] => {
  const sorted = [...new Set(days)].sort();
  return Object.fromEntries(
    [...Map.groupBy(sorted, (day) => day.slice(0, 4))].map(([year, ofYear]) => [
      year,
      ofYear.map((day) => day.slice(5).replace('-', '')).join(' '),
    ]),
  );
};

const resolveCountry = (written: OfCountry): Holidays | Problem => {
  const calendar = new Calendar();
  const country = findCountry(written.country, calendar);
  if (typeof country !== 'string') return country;
  const region = written.region === undefined ? [] : findRegion(country, written.region, calendar);
  if (!Array.isArray(region)) return region;
  const [state = '', part = ''] = region;
  calendar.init(country, state, part);
  const { also = [], except = [] } = written;
  const days = publicDays(calendar);
  const none = except.findIndex((day) => !days.includes(day));
  if (none >= 0) return { path: ['except', none], message: `${except[none]} is no public holiday there` };
  const kept = [...days.filter((day) => !except.includes(day)), ...also];
  return {
    country,
    ...(region.length > 0 && { region: region.join('-') }),
    ...(also.length > 0 && { also }),
    ...(except.length > 0 && { except }),
    years: byYear(kept),
  };
};

/** A list of days, or a country whose public holidays count: as they are stored. */
export const WrittenHolidays = z
  .union([Days, OfCountry], { error: 'must be a list of days, or { country: FR }' })
  .transform((written, context): Holidays => {
    if (Array.isArray(written)) return { years: byYear(written) };
    const resolved = resolveCountry(written);
    if ('years' in resolved) return resolved;
    context.addIssue({ code: 'custom', ...resolved });
    return z.NEVER;
  });
