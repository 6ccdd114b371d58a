/** Route keys of an HTTP API (`POST /v1/ingest/{source}`, `ANY /x/{rest+}`, `$default`) and which one a request takes. */
import type { RouteMatch } from './event.ts';

interface Route<T> {
  key: string;
  method: string;
  segments: string[];
  target: T;
}

/** Finds the most specific route: exact segments before `{parameters}`, those before `{greedy+}`, `$default` last. */
export const createRouter = <T>(routes: readonly { key: string; target: T }[]) => {
  const parsed = routes.map(({ key, target }): Route<T> => {
    const [method = '', path = ''] = key.split(' ');
    return { key, method, segments: path.split('/').slice(1), target };
  });
  const specific = parsed.filter(({ key }) => key !== '$default').sort((a, b) => compare(rank(a), rank(b)));
  const fallback = parsed.find(({ key }) => key === '$default');

  return (method: string, path: string): (RouteMatch & { target: T }) | undefined => {
    const segments = path.split('/').slice(1);
    for (const route of specific) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const pathParameters = match(route.segments, segments);
      if (pathParameters) return { routeKey: route.key, pathParameters, target: route.target };
    }
    return fallback && { routeKey: '$default', pathParameters: {}, target: fallback.target };
  };
};

/** Smaller is more specific: `0` exact, `1` parameter, `2` greedy, by segment; then a method before `ANY`. */
const rank = ({ segments, method }: Route<unknown>): string =>
  segments.map((each) => (each.endsWith('+}') ? '2' : each.startsWith('{') ? '1' : '0')).join('') +
  (method === 'ANY' ? '~1' : '~0');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const match = (pattern: string[], segments: string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (part.endsWith('+}')) {
      const rest = segments.slice(index).join('/');
      return rest === '' ? undefined : { ...parameters, [part.slice(1, -2)]: decode(rest) };
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decode(segment);
    } else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
