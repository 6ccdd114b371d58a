/** Lambda's filter criteria (EventBridge event patterns), as far as they are told apart here; others are refused. */
import * as z from 'zod';

type Predicate = (value: unknown, present: boolean) => boolean;
const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Criteria = z.object({ Filters: z.array(z.object({ Pattern: z.string() })) });
const Pattern = z.record(z.string(), z.unknown());

/** Whether an event passes at least one of the filters. Throws on an operator that isn't known here. */
export const compileFilters = (criteria: unknown): ((event: object) => boolean) => {
  if (criteria === undefined || criteria === null) return () => true;
  const { Filters: filters } = Criteria.parse(criteria);
  if (filters.length === 0) return () => true;
  const predicates = filters.map(({ Pattern: text }) => compilePattern(JSON.parse(text)));
  return (event) => predicates.some((passes) => passes(event, true));
};

const compilePattern = (pattern: unknown): Predicate => {
  const fields = Object.entries(Pattern.parse(pattern)).map(([name, below]) => {
    if (name === '$or') throw new Error('The local stack does not know the filter operator $or');
    return [name, Array.isArray(below) ? compileRules(below) : compilePattern(below)] as const;
  });
  return (value) => {
    const object = isRecord(value) ? value : {};
    return fields.every(([name, passes]) => passes(object[name], name in object));
  };
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const compileRules = (rules: unknown[]): Predicate => {
  const compiled = rules.map(compileRule);
  return (value, present) => {
    const values = Array.isArray(value) ? value : [value];
    return compiled.some((passes) => values.some((each) => passes(each, present)));
  };
};

const compileRule = (rule: unknown): Predicate => {
  const scalar = Scalar.safeParse(rule);
  if (scalar.success) return (value, present) => present && value === scalar.data;
  const entries = Object.entries(Pattern.parse(rule));
  const [operator = '', argument] = entries[0] ?? [];
  const compile = operators[operator];
  if (compile === undefined || entries.length !== 1) {
    throw new Error(`The local stack does not know the filter operator ${JSON.stringify(rule)}`);
  }
  return compile(argument);
};

const operators: Record<string, (argument: unknown) => Predicate> = {
  exists: (argument) => {
    const wanted = z.boolean().parse(argument);
    return (value, present) => (present && !isRecord(value)) === wanted;
  },
  prefix: (argument) => {
    const prefix = z.string().parse(argument);
    return (value) => typeof value === 'string' && value.startsWith(prefix);
  },
  suffix: (argument) => {
    const suffix = z.string().parse(argument);
    return (value) => typeof value === 'string' && value.endsWith(suffix);
  },
  'anything-but': (argument) => {
    const excluded = z.union([Scalar.transform((each) => [each]), z.array(Scalar)]).parse(argument);
    return (value, present) => present && !excluded.some((each) => each === value);
  },
  numeric: (argument) => {
    const rule = z.array(z.union([z.enum(['<', '<=', '=', '>', '>=']), z.number()])).parse(argument);
    return (value) => typeof value === 'number' && holds(rule, value);
  },
};

const comparisons: Record<string, (value: number, limit: number) => boolean> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '=': (value, limit) => value === limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

const holds = (rule: (string | number)[], value: number): boolean => {
  for (let index = 0; index < rule.length; index += 2) {
    const compare = comparisons[String(rule[index])];
    const limit = rule[index + 1];
    if (compare === undefined || typeof limit !== 'number') {
      throw new Error(`Not a numeric filter: ${JSON.stringify(rule)}`);
    }
    if (!compare(value, limit)) return false;
  }
  return true;
};
