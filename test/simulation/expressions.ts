/** DynamoDB's condition and update expressions, as far as the store modules use them. Anything else is refused. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

export interface Bindings {
  names: Record<string, string> | undefined;
  values: Record<string, AttributeValue> | undefined;
}

type Operand = (item: Item, bindings: Bindings) => AttributeValue | undefined;
type Condition = (item: Item, bindings: Bindings) => boolean;
type Update = (item: Item, before: Item, bindings: Bindings) => void;

const tokensOf = (text: string): string[] => text.match(/<=|>=|<>|[#:]?[A-Za-z_][\w.]*|[=<>(),]|\S/g) ?? [];

const plain = (value: AttributeValue): string | number | boolean => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  throw new Error(`Cannot compare ${JSON.stringify(value)}`);
};

const comparisons: Record<string, (a: string | number | boolean, b: string | number | boolean) => boolean> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const boundValue = (token: string, { values }: Bindings): AttributeValue => {
  const value = values?.[token];
  if (!value) throw new Error(`No value ${token}`);
  return value;
};

const boundName = (token: string, { names }: Bindings): string => {
  if (!token.startsWith('#')) return token;
  const name = names?.[token];
  if (name === undefined) throw new Error(`No name ${token}`);
  return name;
};

/** A path: `epoch`, `#last`, `progress.step`. A dot in a name behind `#` is part of the name. */
const path =
  (token: string): Operand =>
  (item, bindings) => {
    if (token.startsWith('#')) return item[boundName(token, bindings)];
    const [first = '', ...rest] = token.split('.');
    return rest.reduce<AttributeValue | undefined>((at, part) => at?.M?.[part], item[first]);
  };

const operand = (token: string): Operand =>
  token.startsWith(':') ? (_, bindings) => boundValue(token, bindings) : path(token);

class Parser {
  private readonly tokens: string[];
  private at = 0;

  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  peek = (): string | undefined => this.tokens[this.at];

  next = (): string => {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Error('The expression ends too early');
    return token;
  };

  expect = (token: string): void => {
    const found = this.next();
    if (found !== token) throw new Error(`Expected ${token}, found ${found}`);
  };

  or = (): Condition => {
    let left = this.and();
    while (this.peek() === 'OR') {
      this.next();
      const [first, second] = [left, this.and()];
      left = (item, bindings) => first(item, bindings) || second(item, bindings);
    }
    return left;
  };

  private and = (): Condition => {
    let left = this.primary();
    while (this.peek() === 'AND') {
      this.next();
      const [first, second] = [left, this.primary()];
      left = (item, bindings) => first(item, bindings) && second(item, bindings);
    }
    return left;
  };

  private primary = (): Condition => {
    const token = this.next();
    if (token === '(') {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    if (token === 'attribute_not_exists' || token === 'attribute_exists') {
      this.expect('(');
      const attribute = path(this.next());
      this.expect(')');
      const wanted = token === 'attribute_exists';
      return (item, bindings) => (attribute(item, bindings) !== undefined) === wanted;
    }
    if (token === 'begins_with') {
      this.expect('(');
      const text = operand(this.next());
      this.expect(',');
      const prefix = operand(this.next());
      this.expect(')');
      return (item, bindings) => text(item, bindings)?.S?.startsWith(prefix(item, bindings)?.S ?? '') ?? false;
    }
    const left = operand(token);
    const operator = this.next();
    if (operator === 'BETWEEN') {
      const low = operand(this.next());
      this.expect('AND');
      const high = operand(this.next());
      return (item, bindings) =>
        compare('>=', left(item, bindings), low(item, bindings)) &&
        compare('<=', left(item, bindings), high(item, bindings));
    }
    const right = operand(this.next());
    return (item, bindings) => compare(operator, left(item, bindings), right(item, bindings));
  };
}

/** A comparison with an attribute that is missing, or with one of another type, is false. */
const compare = (operator: string, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean => {
  const comparison = comparisons[operator];
  if (!comparison) throw new Error(`Unknown operator ${operator}`);
  if (!left || !right) return false;
  const [a, b] = [plain(left), plain(right)];
  return typeof a === typeof b && comparison(a, b);
};

const setOperand = (parser: Parser): Operand => {
  const token = parser.next();
  if (token !== 'if_not_exists') return operand(token);
  parser.expect('(');
  const existing = path(parser.next());
  parser.expect(',');
  const otherwise = operand(parser.next());
  parser.expect(')');
  return (item, bindings) => existing(item, bindings) ?? otherwise(item, bindings);
};

const added = (to: AttributeValue | undefined, value: AttributeValue): AttributeValue => {
  if (value.N !== undefined) return { N: String(Number(to?.N ?? 0) + Number(value.N)) };
  if (value.SS !== undefined) return { SS: [...new Set([...(to?.SS ?? []), ...value.SS])] };
  throw new Error(`Cannot add ${JSON.stringify(value)}`);
};

/** One `path = value`, `path`, or `path value` of a clause. Reads see the item as it was before the update. */
const parseAction = (clause: string, parser: Parser): Update => {
  const target = parser.next();
  if (target.includes('.')) throw new Error('Updates inside of maps are not supported');
  if (clause === 'REMOVE')
    return (item, _, bindings) => {
      delete item[boundName(target, bindings)];
    };
  if (clause === 'ADD') {
    const value = parser.next();
    return (item, before, bindings) => {
      const name = boundName(target, bindings);
      item[name] = added(before[name], boundValue(value, bindings));
    };
  }
  parser.expect('=');
  const value = setOperand(parser);
  return (item, before, bindings) => {
    const result = value(before, bindings);
    if (!result) throw new Error(`SET ${target} to an attribute that does not exist`);
    item[boundName(target, bindings)] = result;
  };
};

const parseUpdate = (text: string): Update => {
  const parser = new Parser(text);
  const actions: Update[] = [];
  while (parser.peek() !== undefined) {
    const clause = parser.next();
    if (!['SET', 'REMOVE', 'ADD'].includes(clause)) throw new Error(`Unknown clause ${clause}`);
    do actions.push(parseAction(clause, parser));
    while (parser.peek() === ',' && parser.next());
  }
  return (item, before, bindings) => {
    for (const action of actions) action(item, before, bindings);
  };
};

const parseCondition = (text: string): Condition => {
  const parser = new Parser(text);
  const condition = parser.or();
  if (parser.peek() !== undefined) throw new Error(`Cannot read ${text} from ${parser.peek()} on`);
  return condition;
};

const remembered = <T>(parse: (text: string) => T) => {
  const known = new Map<string, T>();
  return (text: string): T => {
    let parsed = known.get(text);
    if (parsed === undefined) {
      parsed = parse(text);
      known.set(text, parsed);
    }
    return parsed;
  };
};
export const conditionOf = remembered(parseCondition);
export const updateOf = remembered(parseUpdate);
