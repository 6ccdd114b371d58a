/** Who an event or a stored record names. */
import type { HoshinEvent } from '../../events/event.ts';
import type { Identity } from './person-key.ts';

/** What of a customer tells who it is. */
export interface NamedCustomer {
  id?: string;
  email?: string;
}

/** A customer's identities; the id counts within the namespace. */
export const identitiesOf = (namespace: string, { id, email }: NamedCustomer): Identity[] => [
  ...(email === undefined ? [] : [{ email }]),
  ...(id === undefined ? [] : [{ namespace, id }]),
];

/** Whoever the facets of an event name. */
export const identitiesInEvent = (namespace: string, { data }: Pick<HoshinEvent, 'data'>): Identity[] =>
  Object.values(data ?? {}).flatMap((facet: { customer?: NamedCustomer } | undefined) =>
    facet?.customer ? identitiesOf(namespace, facet.customer) : [],
  );

/** A text as people read it where it may be JSON: an escaped line break before a word is none of its letters. */
export const unescapeText = (text: string): string =>
  text.replace(/\\(?:u([0-9a-f]{4})|[bfnrt])/gi, (_, code: string | undefined) =>
    code === undefined ? ' ' : String.fromCharCode(Number.parseInt(code, 16)),
  );

/** What no address holds, unless it is quoted. */
const between = /[\s"'<>()[\]{},;:\\]+/u;

/** Words with an @ inside. Split first: an expression for the whole looks at a long word again from each of its letters. */
const addressesIn = (text: string): string[] =>
  text.includes('@') ? text.split(between).filter((word) => word.slice(1, -1).includes('@')) : [];

/** Customers anywhere in a parsed value. */
const customersIn = (value: unknown): NamedCustomer[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    if (name !== 'customer' || typeof part !== 'object' || part === null) return customersIn(part);
    const { id } = part as { id?: unknown };
    return typeof id === 'string' || typeof id === 'number' ? [{ id: String(id) }] : [];
  });
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // What was refused need not be JSON.
    return undefined;
  }
};

/** Whoever a text names that could not be read as an event: by any address in it, and by customers' ids if it is JSON. */
export const identitiesInText = (namespace: string, text: string): Identity[] => [
  ...addressesIn(unescapeText(text)).map((email) => ({ email })),
  ...customersIn(parsed(text)).flatMap((customer) => identitiesOf(namespace, customer)),
];
