/** YAML files that people write: parsed, checked against a schema, every problem with its line and column. */
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { ZodMiniType } from 'zod/mini';

/** What is wrong in a file, where, and in which field. */
export interface FileProblem {
  file: string;
  line: number;
  column: number;
  /** Dotted path: `objectives.0.target`; empty for the whole file. */
  field: string;
  problem: string;
}

export type Path = readonly PropertyKey[];

/** A parsed file that can say where each of its fields stands. */
interface Source<T> {
  file: string;
  value: T;
  problemAt(path: Path, problem: string): FileProblem;
}

export type YamlResult<T> = { ok: true; source: Source<T> } | { ok: false; problems: FileProblem[] };

/** `people.yaml:12:5 objectives.0.target: must be …` */
export const formatProblem = ({ file, line, column, field, problem }: FileProblem): string =>
  `${file}:${line}:${column}${field && ` ${field}`}: ${problem}`;

/** The order of the problems in a file. */
export const byPlace = (a: FileProblem, b: FileProblem): number => a.line - b.line || a.column - b.column;

const startOf = (node: Node | null | undefined) => node?.range?.[0];

/** The offset of a field, or of the nearest thing around it when it is not in the file. */
const offsetOf = (document: Document, path: Path, ofKey: boolean): number => {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (startOf(node) ?? 0) : 0;
  for (const [depth, segment] of path.entries()) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(segment),
      );
      if (!pair) return offset;
      const wanted = ofKey && depth === path.length - 1 ? pair.key : (pair.value ?? pair.key);
      const at = isNode(wanted) ? startOf(wanted) : undefined;
      // A missing field in a mapping is told at the mapping's key, which is where the eye looks for it.
      offset = at ?? offset;
      node = pair.value;
    } else {
      node =
        isNode(node) && 'get' in node
          ? (node as { get(key: unknown, keep: true): unknown }).get(segment, true)
          : undefined;
      const inner = isPair(node) ? node.key : node;
      offset = (isNode(inner) ? startOf(inner) : undefined) ?? offset;
    }
  }
  return offset;
};

type Issue = z.core.$ZodIssue;

/** The issues of the branch of a union that the author most likely meant: the one that got furthest. */
const flatten = (issue: Issue, base: Path = []): { path: Path; issue: Issue }[] => {
  const path = [...base, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, issue }];
  const branches = issue.errors.map((errors) => errors.flatMap((inner) => flatten(inner, path)));
  const typeMismatch = (issues: { path: Path; issue: Issue }[]) =>
    issues.some(({ path: at, issue: inner }) => inner.code === 'invalid_type' && at.length === path.length);
  const meant = branches.filter((branch) => !typeMismatch(branch));
  return meant.length === 1 && meant[0] ? meant[0] : [{ path, issue }];
};

/** Checks a YAML text against a schema. Syntax problems come alone, since what follows them means little. */
export const readYaml = <S extends z.ZodType | ZodMiniType>(
  file: string,
  text: string,
  schema: S,
): YamlResult<z.output<S>> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0)
    return {
      ok: false,
      problems: document.errors.map((error) => ({ ...at(error.pos[0]), field: '', problem: error.message })),
    };
  const problemAt = (path: Path, problem: string, ofKey = false): FileProblem => ({
    ...at(offsetOf(document, path, ofKey)),
    field: path.map(String).join('.'),
    problem,
  });
  const result = schema.safeParse(document.toJS());
  if (result.success) return { ok: true, source: { file, value: result.data as z.output<S>, problemAt } };
  const problems = result.error.issues
    .flatMap((issue) => flatten(issue))
    .flatMap(({ path, issue }) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => problemAt([...path, key], 'is not a known field', true))
        : [problemAt(path, messageOf(issue), issue.code === 'invalid_key')],
    );
  return { ok: false, problems: problems.sort(byPlace) };
};

const messageOf = (issue: Issue): string => {
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid'))
    return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
  return issue.message;
};
