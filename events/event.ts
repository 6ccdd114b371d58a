/** The event: a CloudEvent 1.0 in structured mode that carries whole facets of one record, or deletes it. */
import * as z from 'zod';
import { ComplaintData, complaintStates } from './complaint.ts';
import { DeliveryData, deliveryStates } from './delivery.ts';
import { InspectionData } from './inspection.ts';
import { ResponseData } from './response.ts';
import { Id, Instant } from './scalars.ts';

export const recordTypes = ['delivery', 'inspection', 'complaint', 'response'] as const;
export type RecordType = (typeof recordTypes)[number];

/** A source's id: lower-case letters, digits and hyphens, as in `erp-lyon`. It is part of the webhook's path. */
export const SourceId = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, 'must be a source id, for example erp-lyon');

const envelope = {
  specversion: z.literal('1.0').describe('CloudEvents version'),
  id: Id.describe('Unique for each event of a source; 1 to 256 characters'),
  source: SourceId.describe('The source that speaks; the one in the path of the webhook'),
  subject: Id.describe('The record: order number, lot, case number, response id; 1 to 256 characters'),
  time: Instant.describe(
    'When the sender knew it, with offset: the newest wins, whatever the order of arrival. At most five minutes ahead',
  ),
  datacontenttype: z.literal('application/json').optional().describe('If given, application/json'),
  run: Id.optional().describe('Extension: the import run that sent the event'),
};

const eventOf = <T extends RecordType, D extends z.ZodType>(type: T, data: D) =>
  // Not strict: CloudEvents lets intermediaries add extension attributes (tracing, partition keys).
  z
    .object({
      ...envelope,
      type: z.literal(`hoshin.${type}.v1`).describe('What the event is about, and the version of its contract'),
      data: data.nullable().describe('Whole facets; null deletes the record'),
    })
    .meta({ id: `${type[0]?.toUpperCase()}${type.slice(1)}Event` });

export const DeliveryEvent = eventOf('delivery', DeliveryData);
export const InspectionEvent = eventOf('inspection', InspectionData);
export const ComplaintEvent = eventOf('complaint', ComplaintData);
export const ResponseEvent = eventOf('response', ResponseData);

/** One event of any of the four types, told apart by `type`. */
export const HoshinEvent = z
  .discriminatedUnion('type', [DeliveryEvent, InspectionEvent, ComplaintEvent, ResponseEvent], {
    error: 'type must be one of hoshin.delivery.v1, hoshin.inspection.v1, hoshin.complaint.v1, hoshin.response.v1',
  })
  .meta({
    id: 'HoshinEvent',
    description:
      'A CloudEvent 1.0 in structured mode, at most 64 KB. It carries whole facets of one record: absent facets are untouched, and data null deletes the record.',
  });
export type HoshinEvent = z.infer<typeof HoshinEvent>;

/** A record's facets as they are counted, by type. */
export interface Facets {
  delivery: DeliveryData;
  inspection: InspectionData;
  complaint: ComplaintData;
  response: ResponseData;
}

/** The facets of each type, by name. A deletion deletes every one of them. */
export const facetNames = {
  delivery: ['promise', 'progress', 'lines', 'about'],
  inspection: ['result'],
  complaint: ['received', 'handling', 'about'],
  response: ['answer'],
} as const satisfies { [T in RecordType]: readonly (keyof Facets[T])[] };

/** Personal fields of each facet: stored beside the facet, never counted, erasable. */
export const personalFields: Record<string, readonly string[]> = {
  about: ['customer'],
  received: ['text'],
  answer: ['text', 'customer'],
};

/** The lifecycle states by facet, lowest first: their position is the rank in a facet's order. */
export const lifecycles: Record<string, readonly string[]> = {
  progress: deliveryStates,
  handling: complaintStates,
};

/** Business dates of each facet, held against the clock at receipt: none may be more than ten years ahead. */
export const businessDates: Record<string, readonly string[]> = {
  promise: ['requested', 'first', 'latest'],
  progress: ['deliveredAt'],
  result: ['inspectedAt'],
  received: ['receivedAt', 'dueAt'],
  handling: ['acknowledgedAt', 'resolvedAt', 'closedAt'],
  answer: ['answeredAt'],
};

/** The record type of an event type: `hoshin.delivery.v1` → `delivery`. */
export const recordTypeOf = (eventType: HoshinEvent['type']): RecordType => eventType.split('.')[1] as RecordType;
