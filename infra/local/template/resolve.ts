/** Resolves CloudFormation's intrinsic functions against values that the local stack knows. */
import { isObject, type Json, type JsonObject, type Template } from './template.ts';

/** What stands behind a logical id: the value of `Ref`, and each attribute that `Fn::GetAtt` may ask for. */
export interface Lookup {
  ref(logicalId: string): string;
  attribute(logicalId: string, name: string): string;
}

export interface Pseudo {
  region: string;
  account: string;
  stackName: string;
}

/** Resolves a value of the template; properties that are `AWS::NoValue` go. Throws on a function that it doesn't know. */
export type Resolve = (value: Json) => Json;

export const createResolver = (template: Template, lookup: Lookup, { region, account, stackName }: Pseudo): Resolve => {
  const pseudo: Record<string, string> = {
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/local`,
  };

  const ref = (name: string): Json => {
    const parameter = template.Parameters?.[name];
    return pseudo[name] ?? (parameter ? (parameter.Default ?? '') : lookup.ref(name));
  };
  const attribute = (path: string[]) => lookup.attribute(path[0] ?? '', path.slice(1).join('.'));

  const functions: Record<string, (argument: Json) => Json | undefined> = {
    Ref: (name) => (name === 'AWS::NoValue' ? undefined : ref(String(name))),
    'Fn::GetAtt': (path) => attribute(Array.isArray(path) ? path.map(String) : String(path).split('.')),
    'Fn::Join': (argument) => {
      const [separator, parts] = list(argument);
      return list(parts).join(String(separator));
    },
    'Fn::Split': (argument) => {
      const [separator, text] = list(argument);
      return String(text).split(String(separator));
    },
    'Fn::Select': (argument) => {
      const [index, values] = list(argument);
      return list(values)[Number(index)];
    },
    'Fn::Sub': (argument) => {
      const [text, values] = Array.isArray(argument) ? argument : [argument, {}];
      return substitute(String(text), isObject(values) ? values : {});
    },
    'Fn::FindInMap': (argument) => {
      const [map, first, second] = list(argument).map(String);
      return template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''];
    },
    'Fn::Equals': (argument) => {
      const [left, right] = list(argument);
      return left === right;
    },
    'Fn::Not': (argument) => list(argument)[0] !== true,
    'Fn::And': (argument) => list(argument).every((value) => value === true),
    'Fn::Or': (argument) => list(argument).some((value) => value === true),
    Condition: (name) => holds(String(name)),
  };

  const substitute = (text: string, values: JsonObject): string =>
    text.replace(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const own = values[name];
      if (own !== undefined) return String(own);
      return name.includes('.') ? attribute(name.split('.')) : String(ref(name) ?? whole);
    });

  const holds = (name: string): boolean => {
    const condition = template.Conditions?.[name];
    if (condition === undefined) throw new Error(`The template has no condition ${name}`);
    return resolve(condition) === true;
  };

  const resolveObject = (value: JsonObject): Json | undefined => {
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name !== undefined && argument !== undefined) {
      if (name === 'Fn::If') {
        const [condition, yes, no] = list(argument);
        return resolveAny((holds(String(condition)) ? yes : no) ?? null);
      }
      const call = functions[name];
      if (call) return call(resolveAny(argument) ?? null);
      if (name.startsWith('Fn::')) throw new Error(`The local stack doesn't know the template function ${name}`);
    }
    const resolved = entries.map(([key, each]) => [key, resolveAny(each)] as const);
    return Object.fromEntries(resolved.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  };

  const resolveAny = (value: Json): Json | undefined => {
    if (Array.isArray(value)) return value.map(resolveAny).filter((each) => each !== undefined);
    return isObject(value) ? resolveObject(value) : value;
  };

  const resolve = (value: Json): Json => resolveAny(value) ?? null;
  return resolve;
};

const list = (value: Json | undefined): Json[] => {
  if (Array.isArray(value)) return value;
  throw new Error(`A list was expected in the template, not ${JSON.stringify(value)}`);
};
