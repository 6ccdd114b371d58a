/** A ticket as Zendesk's events describe it, and what of it a complaint says. */
import * as z from 'zod/mini';
import { limits } from '../../../events/limits.ts';

const text = z.nullish(z.string());
/** Ids come as text, and in older events as numbers. */
const id = z.union([z.string(), z.int()]);

export const Ticket = z.object({
  id: z.union([z.string().check(z.regex(/^[0-9]{1,20}$/, 'must be the number of a ticket')), z.int()]),
  created_at: z.string(),
  status: z.string(),
  priority: text,
  type: text,
  subject: text,
  description: text,
  form_id: z.nullish(id),
  requester_id: z.nullish(id),
  tags: z.nullish(z.array(z.string())),
  via: z.nullish(z.object({ channel: text })),
});
export type Ticket = z.infer<typeof Ticket>;

/** How severe a ticket of a priority is. Most tickets have none, and a complaint needs none. */
const severities: Readonly<Record<string, 'low' | 'normal' | 'high'>> = {
  low: 'low',
  normal: 'normal',
  high: 'high',
  urgent: 'high',
};

/** A priority's severity; `undefined` for one that Zendesk does not document. */
export const severityOf = (priority: string): 'low' | 'normal' | 'high' | undefined => {
  const name = priority.toLowerCase();
  return Object.hasOwn(severities, name) ? severities[name] : undefined;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: what the contract refuses must not cost the complaint
const unshowable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A customer's words as the contract takes them: a long letter loses its end, and its complaint still counts. */
const wordsOf = (words: string): string => {
  const clean = words.replace(unshowable, ' ').toWellFormed().trim();
  if (clean.length <= limits.textLength) return clean;
  return `${clean.slice(0, limits.textLength - 1).replace(/[\ud800-\udbff]$/, '')}…`;
};

/** What came in. */
export const receivedOf = (
  ticket: Ticket,
  severity: 'low' | 'normal' | 'high' | undefined,
  categories: Readonly<Record<string, string>>,
) => {
  const words = wordsOf([ticket.subject, ticket.description].filter(Boolean).join('\n\n'));
  const tag = ticket.tags?.find((each) => Object.hasOwn(categories, each));
  return {
    receivedAt: ticket.created_at,
    ...(severity && { severity }),
    ...(tag !== undefined && { category: categories[tag] }),
    ...(words !== '' && { text: words }),
  };
};

/** Through which channel it came, and from whom; `undefined` if the ticket tells neither. */
export const aboutOf = ({ via, requester_id: requester }: Ticket) => {
  const channel = via?.channel?.replace(unshowable, ' ').slice(0, limits.dimensionLength).toWellFormed().trim();
  // 0 stands for nobody.
  const customer = requester && String(requester) !== '0' ? { id: String(requester) } : undefined;
  return channel || customer ? { ...(channel && { channel }), ...(customer && { customer }) } : undefined;
};
