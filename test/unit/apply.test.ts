import { describe, expect, test } from 'vitest';
import { checkWanted, type Known, parseAmount } from '../../cli/apply/check-wanted.ts';
import { changeOf, describeChange } from '../../cli/apply/difference.ts';
import { readFiles } from '../../cli/apply/read-files.ts';
import { type FileProblem, formatProblem } from '../../cli/read-yaml.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { FileMap } from '../../shared/core/import/map-schema.ts';
import { kpis } from '../../shared/kpis/registry.ts';

const known: Known = {
  kpis,
  people: ['ceo'],
  sources: ['erp-lyon'],
  namespaces: ['erp-lyon'],
  objectives: ['on-time'],
  policy: Policy.parse({ dimensions: { site: ['Lyon'] } }),
};

const objective = (more = '') => `objectives:
  - id: on-time
    title: On time
    kpi: on-time-delivery
    target: 90 %
    direction: at-least
    owner: ceo
${more}`;

const problemsOf = (...texts: string[]): string[] => {
  const shown = (problems: FileProblem[]) => problems.map(formatProblem);
  const read = readFiles(texts.map((text, index) => ({ file: `${index + 1}.yaml`, text })));
  if (!read.ok) return shown(read.problems);
  const checked = checkWanted(read.wanted, known);
  return checked.ok ? [] : shown(checked.problems);
};

describe('a survey', () => {
  const survey = (more: string) => `surveys:
  - id: after-delivery
    languages: [en, fr]
    title: { en: How was it?, fr: Comment était-ce ? }
${more}`;
  const questions = `    questions:
      - { id: recommend, kind: nps, text: { en: Recommend us?, fr: Nous recommander ? } }
      - id: place
        kind: single
        text: { en: Where?, fr: Où ? }
        choices:
          - { id: door, text: { en: Door, fr: Porte } }
          - { id: shop, text: { en: Shop, fr: Magasin } }
`;

  test('whose texts are there in all of its languages, or once for all of them, is taken', () => {
    expect(
      problemsOf(
        survey(`${questions}    thanks: Merci, thank you
    until: 2030-12-31
    invite: { sources: [erp-lyon] }
    open: { channels: [qr, kiosk] }
`),
      ),
    ).toEqual([]);
  });

  test('that lacks a text in one of its languages, or has one in another, is refused with the place', () => {
    const others = problemsOf(survey(questions.replace(', fr: Magasin', ', de: Laden')));
    expect(others).toEqual([
      '1.yaml:12:31 surveys.0.questions.1.choices.1.text: lacks fr, a language of the survey',
      expect.stringMatching(/^1\.yaml:12:47 .*choices\.1\.text\.de: the survey is not in de/),
    ]);
  });

  test('that asks for one score twice, or names two questions alike, is refused: an answer has one of each', () => {
    const twice = `${questions}      - { id: recommend, kind: nps, text: Again? }
`;
    expect(problemsOf(survey(twice))).toEqual([
      expect.stringMatching(/^1\.yaml:13:15 .*'recommend' names another question/),
      expect.stringMatching(/^1\.yaml:13:32 .*one question of the kind nps/),
    ]);
  });

  test('whose page would be too large for a phone is refused, with its size', () => {
    const row = (id: number) => `          - { id: c${id}, text: ${'Choice '.repeat(30)}${id} }\n`;
    const choices = Array.from({ length: 20 }, (_, at) => row(at)).join('');
    const question = (id: number) =>
      `      - id: q${id}\n        kind: multiple\n        text: What was good?\n        choices:\n${choices}`;
    const many = `    questions:\n${[1, 2, 3, 4, 5].map(question).join('')}`;
    expect(problemsOf(survey(many))).toEqual([
      expect.stringMatching(/^1\.yaml:6:\d+ surveys\.0\.questions: the page in \w\w would be \d\d KB/),
    ]);
  });

  test('that invites for a source which is not there, or whose channel the policy does not list, is refused', () => {
    expect(
      problemsOf(
        survey(`${questions}    invite: { sources: [erp-lion] }
`),
      ),
    ).toEqual([expect.stringContaining("there is no source 'erp-lion'; did you mean erp-lyon?")]);
    const policy = 'policy: { dimensions: { channel: [web] } }\n';
    expect(problemsOf(`${survey(`${questions}    open: { channels: [web, qr, web] }\n`)}${policy}`)).toEqual([
      expect.stringContaining("not 'qr': it would count as other"),
      expect.stringContaining("'web' stands there already"),
    ]);
  });

  test('whose reminder would come after its link has ended is refused', () => {
    const asking = (invite: string) => problemsOf(survey(`${questions}    invite: { ${invite} }\n`));
    expect(asking('reminderDays: 7, validDays: 7')).toEqual([
      expect.stringMatching(/^1\.yaml:\d+:\d+ surveys\.0\.invite\.reminderDays: 7 days after the first mail its link/),
    ]);
    expect(asking('validDays: 3')).toEqual([expect.stringContaining('invite.reminderDays: 5 days after')]);
    expect(asking('validDays: 3, reminderDays: false')).toEqual([]);
    expect(asking('reminderDays: 6, validDays: 7')).toEqual([]);
  });

  test('whose links outlive what the policy keeps of those who were asked is refused', () => {
    const asking = survey(`${questions}    invite: { delayHours: 25, validDays: 30 }\n`);
    const keeping = (days: number) => `policy: { retention: { invitations: ${days} } }\n`;
    expect(problemsOf(asking + keeping(32))).toEqual([
      expect.stringMatching(/^1\.yaml:\d+:\d+ surveys\.0\.invite\.validDays: .*after 32 days.*until day 32/),
    ]);
    expect(problemsOf(asking + keeping(33))).toEqual([]);
    expect(problemsOf(survey(questions) + keeping(1))).toEqual([]);
  });
});

describe('the map of a source', () => {
  const source = (type: string, fields: string) =>
    `sources:
  - id: depot
    types: [delivery]
    map:
      type: ${type}
      id: order
      csv: { quote: none, delimiter: tab }
      fields: ${fields}
`;

  test('is kept as it was read: reading it again changes nothing', () => {
    const read = readFiles([
      { file: 'a.yaml', text: source('delivery', '{ promise.first: { column: due, date: dd.MM.yyyy } }') },
    ]);
    const map = read.ok ? read.wanted.sources[0]?.value.map : undefined;
    expect(map).toMatchObject({ type: 'delivery', csv: { quote: 'none', delimiter: '\t', header: true } });
    expect(FileMap.parse(map)).toEqual(map);
  });

  test.each([
    [source('inspection', '{ result.site: s }'), 'map.type: depot may send delivery, not inspection: see its types'],
    [source('delivery', '{ promise.frist: due }'), 'map.fields.promise.frist: a delivery has no field promise.frist'],
    [source('delivery', '{ promise.first: { column: due, date: QQ } }'), 'map.fields.promise.first.date'],
  ])('is refused where it makes no sense, with the place', (text, problem) => {
    expect(problemsOf(text).join('\n')).toContain(`sources.0.${problem}`);
  });
});

describe('a silence', () => {
  const silence = (more: string) => `silences:\n  - { id: summer, from: 2026-08-03, ${more} }\n`;

  test('of everything, of objectives or of sources is read', () => {
    for (const what of ['objectives: all', 'objectives: [on-time]', 'sources: [erp-lyon]'])
      expect(problemsOf(silence(`until: 2026-08-16, ${what}`))).toEqual([]);
  });

  test.each([
    ['objectives: all', 'silences.0.until: is missing: a silence needs an end'],
    ['until: 2026-08-16', 'silences.0: must name objectives or sources; `objectives: all` is a shutdown of everything'],
    ['objectives: every, until: 2026-08-16', 'silences.0.objectives: must be all, or a list of objectives'],
    ['objectives: all, until: 2026-08-02', 'silences.0.until: must not be before from'],
    [
      'objectives: all, until: 2027-08-04',
      'silences.0.until: must be within 366 days of from: longer than that is no shutdown',
    ],
    [
      'objectives: [on-time, on-tiem], until: 2026-08-16',
      "silences.0.objectives.1: there is no objective 'on-tiem'; did you mean on-time?",
    ],
    [
      'sources: [lyon-erp], until: 2026-08-16',
      "silences.0.sources.0: there is no source 'lyon-erp'; did you mean erp-lyon?",
    ],
  ])('with %s is refused', (more, problem) => {
    expect(problemsOf(silence(more))).toEqual([expect.stringMatching(/^1\.yaml:2:\d+ /)]);
    expect(problemsOf(silence(more))[0]).toContain(problem);
  });

  test('may name what the same file brings', () => {
    const text = `${objective()}sources: [{ id: erp-graz, types: [delivery] }]\n${silence('until: 2026-08-16, objectives: [on-time], sources: [erp-graz]')}`;
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('how the company cares for complaints', () => {
  const policy = (more: string) => `policy:
  dimensions: { keyAccount: [Marlow] }
  complaints:
${more}`;

  test('is taken with an owner who exists and a form that speaks its languages', () => {
    expect(
      problemsOf(
        policy(`    owner: ceo
    severe: { categories: [safety], words: [injur*, lawyer], keyAccounts: [Marlow] }
    form:
      languages: [en, fr]
      categories: [late, { id: DMG-7, label: { en: Damaged, fr: Abîmé } }, { id: other, label: Else }]
      consent: { en: We look into it, fr: Nous l'examinons }
`),
      ),
    ).toEqual([]);
  });

  test.each([
    ['    owner: cfo', "policy.complaints.owner: there is no person 'cfo'; there are ceo"],
    ['    severe: { words: ["**"] }', "words.0: '**' holds no word"],
    ['    severe: { keyAccounts: [Marlo] }', "keyAccounts.0: the policy knows keyAccount Marlow, not 'Marlo'"],
    [
      '    form: { categories: [late, lates] }',
      "categories.1: 'lates' is none of the product's own categories and needs a label; did you mean late?",
    ],
    [
      '    form: { languages: [en, ar], categories: [late, { id: x, label: { en: X } }] }',
      'categories.1.label: lacks ar, a language of the form',
    ],
    ['    form: { languages: [en, pl], consent: { pl: Tak } }', 'consent: lacks en, a language of the form'],
  ])('%s is refused with its place', (more, problem) => {
    const [first = '', ...others] = problemsOf(policy(`${more}\n`));
    expect(others).toEqual([]);
    expect(first).toContain(problem);
  });
});

test('complaints cannot count business hours of which nobody said when they are', () => {
  expect(problemsOf('policy:\n  complaints: { hours: business }\n')).toEqual([
    '1.yaml:2:24 policy.complaints.hours: the policy has no businessHours: say when the company works',
  ]);
  const narrowed = `policy: { sources: { erp-lyon: { complaints: { hours: business } } } }`;
  expect(problemsOf(narrowed)).toEqual([expect.stringContaining('policy.sources.erp-lyon.complaints.hours')]);
  expect(
    problemsOf("policy: { complaints: { hours: business }, businessHours: { from: '09:00', to: '17:00' } }"),
  ).toEqual([]);
});

describe('a file that cannot be applied', () => {
  test('every problem is told with file, line, column and field', () => {
    const text = `people:
  - { id: ana, name: Ana, email: nobody }
  - id: rui
    name: Rui
policy:
  timeZone: Sao Paulo
  onTime: { rule: day }
objectivs: []
`;
    expect(problemsOf(text)).toEqual([
      '1.yaml:2:34 people.0.email: must be an e-mail address',
      '1.yaml:3:5 people.1.email: is missing: it must be text',
      '1.yaml:6:13 policy.timeZone: must be an IANA time zone, for example Europe/Berlin',
      '1.yaml:7:19 policy.onTime.rule: must be one of timestamp, calendar-day',
      '1.yaml:8:1 objectivs: is not a known field',
    ]);
  });

  test('problems of several files are told together', () => {
    expect(problemsOf('sources: [{ id: A, types: [delivery] }]', 'people: 5')).toEqual([
      expect.stringMatching(/^1\.yaml:1:17 sources\.0\.id: must be a source id/),
      expect.stringMatching(/^2\.yaml:1:9 people: /),
    ]);
  });

  test('broken YAML and a key that stands twice are told where they stand', () => {
    expect(problemsOf('people: [\n')[0]).toMatch(/^1\.yaml:\d+:\d+: /);
    expect(problemsOf('people: []\npeople: []\n')).toEqual(['1.yaml:2:1: Map keys must be unique']);
  });

  test('an id that stands twice is refused, in one file or in two', () => {
    const person = 'people:\n  - { id: ana, name: Ana, email: ana@example.com }\n';
    expect(problemsOf(person, person)).toEqual(['2.yaml:2:11 people.0.id: the person ana stands twice']);
    expect(problemsOf('policy: {}', 'policy: {}')).toEqual([
      '2.yaml:1:9 policy: there is one policy: it stands in another file too',
    ]);
  });

  test('an unknown KPI, owner, ladder name and slice are told, with what there is', () => {
    const text = objective(`    ladder: [{ tell: [top-management, bob] }]
    slice: { carrier: DHL }
`)
      .replace('on-time-delivery', 'on-time-deliveries')
      .replace('owner: ceo', 'owner: cfo');
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(
        /^1\.yaml:4:10 objectives\.0\.kpi: there is no KPI 'on-time-deliveries'; did you mean on-time-delivery\?$/,
      ),
      "1.yaml:7:12 objectives.0.owner: there is no person 'cfo'; there are ceo",
      expect.stringMatching(/^1\.yaml:8:39 objectives\.0\.ladder\.0\.tell\.1: there is no person or role 'bob'/),
      '1.yaml:9:23 objectives.0.slice.carrier: the policy does not slice by carrier: add it under policy.dimensions',
    ]);
  });

  test('a slice value that the policy does not list is told, and one that the same file adds is known', () => {
    const text = objective('    slice: { site: Gdansk }\n');
    expect(problemsOf(text)).toEqual(["1.yaml:8:20 objectives.0.slice.site: the policy knows site Lyon, not 'Gdansk'"]);
    expect(problemsOf(text, 'policy: { dimensions: { site: open } }')).toEqual([]);
  });

  test('a share of 90 is refused with what was meant', () => {
    expect(problemsOf(objective().replace('90 %', '90'))).toEqual([
      "1.yaml:5:13 objectives.0.target: on-time-delivery is a share of 0 to 1, and 90 is outside: write '90 %' or 0.9",
    ]);
  });

  test('a margin below zero is refused: a miss would clear while it lasts', () => {
    const text = objective('    margin: -5\n').replace('on-time-delivery', 'nps').replace('90 %', '40');
    expect(problemsOf(text)).toEqual([
      '1.yaml:8:13 objectives.0.margin: must not be negative: a miss would clear while it lasts',
    ]);
  });

  test('a direction that would call a good value missed is refused', () => {
    expect(problemsOf(objective().replace('at-least', 'at-most'))).toEqual([
      '1.yaml:6:16 objectives.0.direction: higher is better for on-time-delivery: at-most 90 % would call a good value missed',
    ]);
  });

  test('a namespace that no source writes into is refused', () => {
    expect(problemsOf('sources: [{ id: dhl, types: [delivery], namespace: erp-lion }]')).toEqual([
      "1.yaml:1:52 sources.0.namespace: there is no source 'erp-lion'; did you mean erp-lyon?",
    ]);
  });
});

describe('targets', () => {
  const share = { unit: 'share', id: 'otd' } as const;
  test.each([
    ['90 %', 0.9],
    ['79,6%', 0.796],
    ['100 %', 1],
    [0.9, 0.9],
  ])('%s of a share is %s', (written, value) => {
    expect(parseAmount(written, share)).toEqual({ ok: true, value });
  });

  test.each([
    ['120 %', share],
    [1.5, share],
    [-0.1, share],
    ['90 %', { unit: 'nps', id: 'nps' } as const],
    [120, { unit: 'nps', id: 'nps' } as const],
  ])('%s is refused for %o', (written, kpi) => {
    expect(parseAmount(written, kpi).ok).toBe(false);
  });
});

describe('the difference', () => {
  const entryOf = (text: string) => {
    const read = readFiles([{ file: '1.yaml', text }]);
    if (!read.ok || !read.wanted.people[0]) throw new Error('the file is wrong');
    return read.wanted.people[0];
  };
  const ana = 'people:\n  - { id: ana, name: Ana, email: ana@example.com, roles: [top-management] }\n';
  const stored = (effectiveFrom = '2026-01-01') => ({
    id: 'ana',
    version: 3,
    value: entryOf(ana).value,
    author: 'Ana',
    reason: 'first',
    effectiveFrom,
    createdAt: '2026-01-01T00:00:00Z',
  });

  test('what is stored already makes no version', () => {
    expect(changeOf(entryOf(ana), [stored()], '2026-03-14')).toBeUndefined();
  });

  test('fields that are stored in another order make no version: the table keeps none', () => {
    const entry = { ...entryOf(ana), value: { lists: [{ constant: 1, when: [{ column: 'A', present: true }] }] } };
    const value = { lists: [{ when: [{ present: true, column: 'A' }], constant: 1 }] };
    expect(changeOf(entry, [{ ...stored(), value }], '2026-03-14')).toBeUndefined();
    const other = { lists: [{ when: [{ present: false, column: 'A' }], constant: 1 }] };
    expect(changeOf(entry, [{ ...stored(), value: other }], '2026-03-14')?.fields).toHaveLength(1);
  });

  test('a changed field makes the next version, from today unless the file says otherwise', () => {
    const change = changeOf(entryOf(ana.replace('ana@example', 'ana@other')), [stored()], '2026-03-14');
    expect(change).toMatchObject({
      version: 4,
      effectiveFrom: '2026-03-14',
      fields: [{ field: 'email', before: 'ana@example.com', after: 'ana@other.com' }],
    });
    expect(change && describeChange(change)).toBe(
      '~ person ana (version 3 → 4), from 2026-03-14\n    email  ana@example.com → ana@other.com',
    );
  });

  test('a day of its own, or that of the file, makes a version too', () => {
    expect(changeOf(entryOf(`effective: 2026-02-01\n${ana}`), [stored()], '2026-03-14')).toMatchObject({
      effectiveFrom: '2026-02-01',
      fields: [{ field: 'effective', before: '2026-01-01', after: '2026-02-01' }],
    });
    expect(changeOf(entryOf(`effective: 2026-02-01\n${ana}`), [stored('2026-02-01')], '2026-03-14')).toBeUndefined();
  });

  test('a field that the file leaves out goes back to its default', () => {
    const change = changeOf(entryOf(ana.replace(', roles: [top-management]', '')), [stored()], '2026-03-14');
    expect(change?.fields).toEqual([{ field: 'roles', before: ['top-management'], after: [] }]);
  });
});
