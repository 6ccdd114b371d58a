/** Zendesk: tickets become complaints, and what agents do with them their handling. */
import * as z from 'zod/mini';
import { DimensionValue } from '../../../events/scalars.ts';
import { nothing, only, unmapped } from '../adapted.ts';
import type { Adapted, Adapter, AdapterContext } from '../adapter.ts';
import { isHmacOf } from '../hmac.ts';
import { isRecent } from '../is-recent.ts';
import { settingsReader } from '../read-settings.ts';
import { readShape } from '../read-shape.ts';
import { secretProblem } from '../secret-problem.ts';
import { fetchMilestones } from '../zendesk/fetch-milestones.ts';
import { type Handling, type Happening, handlingByEvent, stateOfStatus, wholeHandling } from '../zendesk/handling.ts';
import { aboutOf, receivedOf, severityOf, Ticket } from '../zendesk/ticket.ts';

/** A stand-in on the same machine aside, a token is sent to nobody but Zendesk. */
const Api = z
  .string()
  .check(
    z.regex(
      /^(https:\/\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.zendesk\.com|http:\/\/127\.0\.0\.1:\d+)$/,
      'must be the address of your Zendesk, for example https://acme.zendesk.com',
    ),
  );

const names = z.optional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(50)));
const Settings = z.strictObject({
  /** Which tickets are complaints: those with one of the tags, of one of the types and of one of the forms; absent: all. */
  tags: names,
  types: z.optional(z.array(z.enum(['question', 'incident', 'problem', 'task'])).check(z.minLength(1))),
  forms: names,
  /** The category of a complaint by a tag of its ticket. */
  categories: z._default(z.record(z.string(), DimensionValue), {}),
  /** Where ticket metrics are asked for, with the source's token; absent: nowhere. */
  api: z.optional(Api),
});
type Settings = z.infer<typeof Settings>;

const prefix = 'zen:event-type:ticket.';
const Event = z.object({ id: z.string(), type: z.string(), time: z.string() });
const TicketEvent = z.object({
  ...Event.shape,
  detail: Ticket,
  event: z.nullish(z.object({ previous: z.optional(z.unknown()) })),
});
type TicketEvent = z.infer<typeof TicketEvent>;
const Gone = z.object({ detail: z.pick(Ticket, { id: true }) });

const isComplaint = ({ tags, type, form_id: form }: Ticket, settings: Settings): boolean =>
  (!settings.tags || settings.tags.some((tag) => tags?.includes(tag))) &&
  (!settings.types || settings.types.some((each) => each === type?.toLowerCase())) &&
  (!settings.forms || settings.forms.includes(String(form)));

/** Events after which a ticket may be a complaint that was none, or none that was one. */
const reclassifying = ['tags_changed', 'type_changed', 'form_changed'];
const kinds: Readonly<Record<string, Happening['kind']>> = {
  created: 'created',
  status_changed: 'status-changed',
  undeleted: 'reclassified',
  ...Object.fromEntries(reclassifying.map((name) => [name, 'reclassified' as const])),
};

/** What becomes of closed tickets after some months, and of deleted ones: how they are kept, and not how they are handled. */
const putAway = ['archived', 'scrubbed'];

const happeningOf = (event: TicketEvent, name: string, state: Handling['state']): Happening => {
  const previous = event.event?.previous;
  return {
    kind: (Object.hasOwn(kinds, name) && kinds[name]) || 'other',
    state,
    previous: typeof previous === 'string' ? stateOfStatus(previous) : undefined,
    time: event.time,
  };
};

type HandlingReading = { handling: Handling | undefined } | { instead: Adapted };

/** With a token the handling is asked for, when it may have changed; a ticket that nobody took needs no asking. */
const readHandling = async (
  ticket: string,
  happening: Happening,
  { api }: Settings,
  { token, fetch }: AdapterContext,
): Promise<HandlingReading> => {
  if (!token || !api || happening.kind === 'other' || happening.state === 'received')
    return { handling: handlingByEvent(happening) };
  const reading = await fetchMilestones({ api, token, fetch }, ticket);
  if (reading.kind === 'known') return { handling: wholeHandling(happening, reading.milestones) };
  return { instead: reading.kind === 'later' ? reading : unmapped(['detail', 'id'], reading.problem) };
};

const adaptTicket = async (event: TicketEvent, settings: Settings, context: AdapterContext): Promise<Adapted> => {
  const { id, time, detail } = event;
  const name = event.type.slice(prefix.length);
  const whole = { id, type: 'hoshin.complaint.v1', subject: String(detail.id), time } as const;
  if (!isComplaint(detail, settings)) {
    return reclassifying.includes(name) ? only({ ...whole, data: null }) : nothing('the ticket is no complaint');
  }
  if (['soft_deleted', 'marked_as_spam'].includes(name) || detail.status.toLowerCase() === 'deleted') {
    return only({ ...whole, data: null });
  }
  if (putAway.includes(detail.status.toLowerCase()))
    return nothing('the ticket was only put away: nothing of the complaint changed');
  const state = stateOfStatus(detail.status);
  if (!state) return unmapped(['detail', 'status'], 'is not a status that Zendesk documents');
  const severity = detail.priority ? severityOf(detail.priority) : undefined;
  if (detail.priority && !severity) return unmapped(['detail', 'priority'], 'is not a priority that Zendesk documents');
  const reading = await readHandling(whole.subject, happeningOf(event, name, state), settings, context);
  if ('instead' in reading) return reading.instead;
  const about = aboutOf(detail);
  const data = {
    received: receivedOf(detail, severity, settings.categories),
    ...(reading.handling && { handling: reading.handling }),
    ...(about && { about }),
  };
  return only({ ...whole, data });
};

/** Zendesk signs the test of a webhook that is not created yet with this; it stands in the documentation. */
const testSecret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

export const adapter: Adapter = {
  id: 'zendesk',
  title: 'Zendesk',
  documentation: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
  types: ['complaint'],
  secretFrom: "the webhook's details in Admin Center, Apps and integrations, Webhooks: Reveal secret",
  tokenFrom: 'an API token of Admin Center, Apps and integrations, Zendesk API, written name@company.com/token:TOKEN',
  // Without one, what a single event doesn't tell of a ticket's handling is left out.
  needsToken: (settings) => typeof settings === 'object' && settings !== null && Object.hasOwn(settings, 'api'),
  readSettings: settingsReader(Settings),
  secretProblem: (secret) =>
    secret === testSecret ? 'is the one that Zendesk publishes for tests' : secretProblem(secret),

  verifies({ headers, body }, secrets, now) {
    const timestamp = headers['x-zendesk-webhook-signature-timestamp'] ?? '';
    // Nothing stands between timestamp and body in what is signed: only its form tells where the one ends.
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(timestamp)) return false;
    if (!isRecent(Date.parse(timestamp), now)) return false;
    return isHmacOf(headers['x-zendesk-webhook-signature'] ?? '', secrets, [timestamp, body], 'base64');
  },

  adapt(payload, _, context) {
    const settings = Settings.parse(context.settings);
    const event = readShape(Event, payload);
    if (!event.fits) return unmapped(event.path, event.problem);
    const { id, type, time } = event.value;
    if (!type.startsWith(prefix)) return nothing('it is no event of a ticket');
    if (type === `${prefix}permanently_deleted`) {
      const gone = readShape(Gone, payload);
      if (!gone.fits) return unmapped(gone.path, gone.problem);
      return only({ id, type: 'hoshin.complaint.v1', subject: String(gone.value.detail.id), time, data: null });
    }
    const ticket = readShape(TicketEvent, payload);
    return ticket.fits ? adaptTicket(ticket.value, settings, context) : unmapped(ticket.path, ticket.problem);
  },
};
