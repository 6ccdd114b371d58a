/** What a single file cannot know: whether the KPIs, people, slices and sources that it names exist, and whether its targets make sense. */

import type { Objective } from '../../shared/core/config/objective.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import { roles } from '../../shared/core/config/roles.ts';
import type { Kpi } from '../../shared/core/kpi.ts';
import { formatTarget } from '../../shared/core/text/format.ts';
import type { FileProblem } from '../read-yaml.ts';
import { checkComplaints } from './check-complaints.ts';
import { checkFileMap } from './check-file-map.ts';
import { checkSilence } from './check-silence.ts';
import { checkSurvey } from './check-survey.ts';
import type { Amount } from './documents.ts';
import { nearest } from './nearest.ts';
import type { Entry, Wanted } from './read-files.ts';

/** What the stack knows already. */
export interface Known {
  kpis: readonly Kpi[];
  people: readonly string[];
  sources: readonly string[];
  /** Ids and namespaces of sources. */
  namespaces: readonly string[];
  objectives: readonly string[];
  policy: Omit<Policy, 'version'>;
}

type ObjectiveValue = Omit<Objective, 'version'>;

export type CheckResult = { ok: true; objectives: Entry<ObjectiveValue>[] } | { ok: false; problems: FileProblem[] };

type AmountResult = { ok: true; value: number } | { ok: false; problem: string };

/** `90 %` or `0.9` for a share; a plain number for everything else. */
export const parseAmount = (amount: Amount, { unit, id }: Pick<Kpi, 'unit' | 'id'>): AmountResult => {
  if (typeof amount === 'string') {
    const percent = Number(amount.replace('%', '').replace(',', '.').trim());
    if (unit !== 'share') return { ok: false, problem: `${id} is no share: write a number in its own unit, without %` };
    // Rounded, since 79.6 / 100 is not quite 0.796.
    return percent < 0 || percent > 100
      ? { ok: false, problem: `${amount} is not a share of 0 to 100 %` }
      : { ok: true, value: Number((percent / 100).toPrecision(12)) };
  }
  if (unit === 'share' && (amount < 0 || amount > 1)) {
    const hint =
      amount > 1 && amount <= 100 ? `: write '${amount} %' or ${Number((amount / 100).toPrecision(12))}` : '';
    return { ok: false, problem: `${id} is a share of 0 to 1, and ${amount} is outside${hint}` };
  }
  if ((unit === 'nps' || unit === 'percentagePoints') && Math.abs(amount) > 100)
    return { ok: false, problem: `${id} reaches from -100 to 100, and ${amount} is outside` };
  return { ok: true, value: amount };
};

const isRole = (name: string) => (roles as readonly string[]).includes(name);

/** Policy and namespaces as they will be once the files are applied. */
const checkObjective = (
  { value, problem }: Wanted['objectives'][number],
  known: Known,
): FileProblem[] | ObjectiveValue => {
  const problems: FileProblem[] = [];
  const kpi = known.kpis.find(({ id }) => id === value.kpi);
  if (!kpi)
    problems.push(
      problem(
        ['kpi'],
        `there is no KPI '${value.kpi}'${nearest(
          value.kpi,
          known.kpis.map(({ id }) => id),
        )}`,
      ),
    );
  const isPerson = (id: string) => known.people.includes(id);
  if (!isPerson(value.owner))
    problems.push(problem(['owner'], `there is no person '${value.owner}'${nearest(value.owner, known.people)}`));
  for (const [step, { tell }] of value.ladder.entries())
    for (const [index, name] of tell.entries())
      if (!isPerson(name) && !isRole(name))
        problems.push(
          problem(
            ['ladder', step, 'tell', index],
            `there is no person or role '${name}'${nearest(name, [...known.people, ...roles])}`,
          ),
        );
  for (const [dimension, slice] of Object.entries(value.slice)) {
    const allowed = known.policy.dimensions[dimension as keyof typeof known.policy.dimensions];
    if (!allowed)
      problems.push(
        problem(['slice', dimension], `the policy does not slice by ${dimension}: add it under policy.dimensions`),
      );
    else if (allowed !== 'open' && slice !== undefined && slice !== 'other' && !allowed.includes(slice))
      problems.push(
        problem(['slice', dimension], `the policy knows ${dimension} ${allowed.join(', ')}, not '${slice}'`),
      );
  }
  if (!kpi) return problems;
  const target = parseAmount(value.target, kpi);
  if (!target.ok) problems.push(problem(['target'], target.problem));
  const margin = parseAmount(value.margin, kpi);
  if (!margin.ok) problems.push(problem(['margin'], margin.problem));
  else if (margin.value < 0)
    problems.push(problem(['margin'], 'must not be negative: a miss would clear while it lasts'));
  const wrongWay = value.direction === (kpi.better === 'higher' ? 'at-most' : 'at-least');
  if (target.ok && wrongWay)
    problems.push(
      problem(
        ['direction'],
        `${kpi.better} is better for ${kpi.id}: ${value.direction} ${formatTarget(kpi.unit, target.value)} would call a good value missed`,
      ),
    );
  if (!target.ok || !margin.ok || problems.length > 0) return problems;
  return { ...value, target: target.value, margin: margin.value };
};

/** Business hours that nobody named would be all hours: not what was meant. */
const checkHours = ({ value, problem }: NonNullable<Wanted['policy']>): FileProblem[] => {
  if (value.businessHours) return [];
  const counting = [
    { path: ['complaints', 'hours'], hours: value.complaints.hours },
    ...Object.entries(value.sources).map(([source, narrowed]) => ({
      path: ['sources', source, 'complaints', 'hours'],
      hours: narrowed.complaints?.hours,
    })),
  ];
  return counting
    .filter(({ hours }) => hours === 'business')
    .map(({ path }) => problem(path, 'the policy has no businessHours: say when the company works'));
};

/** Checks what was read against what the stack knows, and turns targets into the KPI's unit. */
export const checkWanted = (wanted: Wanted, stored: Known): CheckResult => {
  const known: Known = {
    ...stored,
    people: [...new Set([...stored.people, ...wanted.people.map(({ id }) => id)])],
    sources: [...new Set([...stored.sources, ...wanted.sources.map(({ id }) => id)])],
    objectives: [...new Set([...stored.objectives, ...wanted.objectives.map(({ id }) => id)])],
    namespaces: [
      ...new Set([...stored.namespaces, ...wanted.sources.flatMap(({ id, value }) => [id, value.namespace ?? id])]),
    ],
    policy: wanted.policy?.value ?? stored.policy,
  };
  const problems: FileProblem[] = [];
  for (const { value, problem } of wanted.sources)
    if (
      value.namespace !== undefined &&
      !wanted.sources.some(({ id }) => id === value.namespace) &&
      !stored.namespaces.includes(value.namespace)
    )
      problems.push(
        problem(
          ['namespace'],
          `there is no source '${value.namespace}'${nearest(value.namespace, [...stored.namespaces, ...wanted.sources.map(({ id }) => id)])}`,
        ),
      );
  for (const namespace of Object.keys(wanted.policy?.value.sources ?? {}))
    if (wanted.policy && !known.namespaces.includes(namespace))
      problems.push(
        wanted.policy.problem(
          ['sources', namespace],
          `there is no source '${namespace}'${nearest(namespace, known.namespaces)}`,
        ),
      );
  for (const entry of wanted.sources) problems.push(...checkFileMap(entry));
  if (wanted.policy) problems.push(...checkHours(wanted.policy), ...checkComplaints(wanted.policy, known.people));
  for (const entry of wanted.silences) problems.push(...checkSilence(entry, known));
  for (const entry of wanted.surveys) problems.push(...checkSurvey(entry, known));
  const objectives: Entry<ObjectiveValue>[] = [];
  for (const entry of wanted.objectives) {
    const checked = checkObjective(entry, known);
    if (Array.isArray(checked)) problems.push(...checked);
    else objectives.push({ ...entry, value: checked });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, objectives };
};
