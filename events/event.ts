/** The event: a CloudEvent 1.0 in structured mode that carries whole facets of one record, or deletes it. */
import * as z from 'zod/mini';
import { ComplaintData } from './complaint.ts';
import { DeliveryData } from './delivery.ts';
import { named, optional, required } from './fields.ts';
import { InspectionData } from './inspection.ts';
import type { RecordType } from './record-types.ts';
import { ResponseData } from './response.ts';
import { Id, Instant } from './scalars.ts';
import { SourceId } from './source-id.ts';

const envelope = {
  specversion: required(z.literal('1.0'), 'CloudEvents version'),
  id: required(Id, 'Unique for each event of a source; 1 to 256 characters'),
  source: required(SourceId, 'The source that speaks; the one in the path of the webhook'),
  subject: required(Id, 'The record: order number, lot, case number, response id; 1 to 256 characters'),
  time: required(
    Instant,
    'When the sender knew it, with offset: the newest wins, whatever the order of arrival. At most five minutes ahead',
  ),
  datacontenttype: optional(z.literal('application/json'), 'If given, application/json'),
  run: optional(Id, 'Extension: the import run that sent the event'),
};

const eventOf = <T extends RecordType, D extends z.ZodMiniType>(type: T, data: D) =>
  named(
    `${type[0]?.toUpperCase()}${type.slice(1)}Event`,
    `An event of type hoshin.${type}.v1.`,
    // Not strict: CloudEvents lets intermediaries add extension attributes (tracing, partition keys).
    z.object({
      ...envelope,
      type: required(z.literal(`hoshin.${type}.v1`), 'What the event is about, and the version of its contract'),
      data: required(z.nullable(data), 'Whole facets; null deletes the record'),
    }),
  );

const DeliveryEvent = eventOf('delivery', DeliveryData);
const InspectionEvent = eventOf('inspection', InspectionData);
const ComplaintEvent = eventOf('complaint', ComplaintData);
const ResponseEvent = eventOf('response', ResponseData);

/** One event of any of the four types, told apart by `type`. */
export const HoshinEvent = named(
  'HoshinEvent',
  'A CloudEvent 1.0 in structured mode, at most 64 KB. It carries whole facets of one record: absent facets are untouched, and data null deletes the record.',
  z.discriminatedUnion('type', [DeliveryEvent, InspectionEvent, ComplaintEvent, ResponseEvent], {
    error: 'type must be one of hoshin.delivery.v1, hoshin.inspection.v1, hoshin.complaint.v1, hoshin.response.v1',
  }),
);
export type HoshinEvent = z.infer<typeof HoshinEvent>;
