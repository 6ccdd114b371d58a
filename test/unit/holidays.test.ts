/** Holidays as people write them, the days that are stored, and what an apply shows of them. */
import { describe, expect, test } from 'vitest';
import { describeHolidays } from '../../cli/apply/describe-holidays.ts';
import { changeOf, describeChange } from '../../cli/apply/difference.ts';
import { WrittenHolidays } from '../../cli/apply/holidays.ts';
import { readFiles } from '../../cli/apply/read-files.ts';
import { formatProblem } from '../../cli/read-yaml.ts';

const yearsOf = (written: unknown) => WrittenHolidays.parse(written).years;

describe('the public holidays of', () => {
  test.each([
    // https://www.service-public.fr: Easter Monday and Whit Monday move, Ascension too.
    [{ country: 'FR' }, '2026', '0101 0406 0501 0508 0514 0525 0714 0815 1101 1111 1225'],
    [{ country: 'FR', region: '57' }, '2026', '0101 0403 0406 0501 0508 0514 0525 0714 0815 1101 1111 1225 1226'],
    [{ country: 'DE', region: 'BE' }, '2026', '0101 0308 0403 0406 0501 0514 0525 1003 1225 1226'],
    // Augsburg's own, on top of Bavaria's.
    [
      { country: 'de', region: 'by-a' },
      '2026',
      '0101 0106 0403 0406 0501 0514 0525 0604 0808 0815 1003 1101 1225 1226',
    ],
    // Boxing Day falls on a Saturday: the Monday after is free too (https://www.gov.uk/bank-holidays).
    [{ country: 'GB', region: 'ENG' }, '2026', '0101 0403 0406 0504 0525 0831 1225 1226 1228'],
    // Half a day at noon (8 March, 4 May) is a day at work; three days of the spring festival.
    [{ country: 'CN' }, '2026', '0101 0216 0217 0218 0405 0501 0601 0619 0925 1001 1002 1003'],
    // Four days each, from the evening before: the local dates count.
    [{ country: 'SA' }, '2026', '0222 0319 0320 0321 0322 0526 0527 0528 0529 0923'],
    // The clock goes forward on Easter Sunday: a day of 23 hours is a whole one.
    [{ country: 'GR' }, '2027', expect.stringContaining('0502 0503')],
  ])('%o in %s', (written, year, days) => expect(yearsOf(written)[year]).toEqual(days));
});

test('days are added to them and taken from them; a list of days stands alone', () => {
  const { also, except, years } = WrittenHolidays.parse({
    country: 'FR',
    also: ['2026-12-24'],
    except: ['2026-05-08'],
  });
  expect({ also, except }).toEqual({ also: ['2026-12-24'], except: ['2026-05-08'] });
  expect(years['2026']).toBe('0101 0406 0501 0514 0525 0714 0815 1101 1111 1224 1225');
  expect(WrittenHolidays.parse(['2026-12-24', '2025-12-24', '2026-12-24'])).toEqual({
    years: { '2025': '1224', '2026': '1224' },
  });
});

test('half a century of them is kept, in less room than two short mails', () => {
  for (const country of ['FR', 'IR', 'LK']) {
    const years = yearsOf({ country });
    expect(Object.keys(years)).toHaveLength(50);
    expect(JSON.stringify(years).length).toBeLessThan(8_000);
  }
});

const problemsOf = (holidays: string) => {
  const text = `policy:\n  businessHours: { from: '09:00', to: '17:00', holidays: ${holidays} }\n`;
  const read = readFiles([{ file: 'company.yaml', text }]);
  return read.ok ? [] : read.problems.map(formatProblem);
};

test.each([
  [
    '{ country: France }',
    "company.yaml:2:69 policy.businessHours.holidays.country: no holidays are known of a country 'France'; did you mean FR?",
  ],
  [
    '{ country: XX }',
    "company.yaml:2:69 policy.businessHours.holidays.country: no holidays are known of a country 'XX'; list the days themselves: holidays: [2026-01-01, …]",
  ],
  [
    '{ country: DE, region: BY-Z }',
    "company.yaml:2:81 policy.businessHours.holidays.region: no holidays are known of a region 'BY-Z' of DE; there are BY-A, BY-KATH, BY-EVANG",
  ],
  [
    '{ country: DE, except: [2026-05-01, 2026-05-02] }',
    'company.yaml:2:94 policy.businessHours.holidays.except.1: 2026-05-02 is no public holiday there',
  ],
  ['[2026-02-30]', 'company.yaml:2:59 policy.businessHours.holidays.0: must be a date, for example 2026-03-14'],
])('%s is told with its place', (holidays, problem) => expect(problemsOf(holidays)).toEqual([problem]));

describe('what an apply shows of holidays', () => {
  const french = yearsOf({ country: 'FR' });

  test('is how many there are, and those of the years around', () => {
    expect(describeHolidays(undefined, french, 2026)).toBe(
      [
        '549 days from 2000-01-01 to 2049-12-25',
        '2025: 01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25',
        '2026: 01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25',
        '2027: 01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25',
      ].join('; '),
    );
    expect(describeHolidays(undefined, { '2026': '1224 1231' }, 2026)).toBe('2026-12-24, 2026-12-31');
    expect(describeHolidays(french, undefined, 2026)).toBe('none');
  });

  test('is what was added and taken away where there were some before', () => {
    const more = yearsOf({ country: 'FR', also: ['2026-12-24'], except: ['2026-05-08'] });
    expect(describeHolidays(french, more, 2026)).toBe('1 more: 2026-12-24; 1 fewer: 2026-05-08');
    expect(describeHolidays(french, yearsOf({ country: 'FR', region: 'GP' }), 2026)).toBe(
      '99 more: 2025-04-18, 2025-05-27, 2026-04-03, 2026-05-27, 2027-03-26, 2027-05-27 and 93 in other years',
    );
  });

  test('is one field among the others', () => {
    const text = "policy: { businessHours: { from: '09:00', to: '17:00', holidays: [2026-12-24] } }";
    const read = readFiles([{ file: 'company.yaml', text }]);
    const change = read.ok && read.wanted.policy && changeOf(read.wanted.policy, [], '2026-03-02');
    expect(change && describeChange(change)).toMatch(/businessHours\.holidays\.years {2}2026-12-24\n/);
  });
});
