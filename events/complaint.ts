/** The complaint record's facets: what came in, how it is handled, and what it is about. Counted on the day received. */
import * as z from 'zod/mini';
import { Customer, dimensionShape } from './about.ts';
import { named, optional, required } from './fields.ts';
import { complaintStates } from './record-types.ts';
import { DimensionValue, FreeText, Id, Moment } from './scalars.ts';

const ComplaintReceived = named(
  'ComplaintReceived',
  'What came in. A complaint counts on the day it was received.',
  z.strictObject({
    receivedAt: required(Moment, 'When the customer complained'),
    dueAt: optional(Moment, 'When it was promised to be resolved; absent: the policy says'),
    category: optional(DimensionValue, 'What it is about: late, damaged, invoice'),
    severity: optional(z.enum(['low', 'normal', 'high']), 'How severe; normal if absent'),
    text: optional(FreeText, "The customer's words. Personal."),
  }),
);

const ComplaintHandling = named(
  'ComplaintHandling',
  'How it is handled. From resolved on, resolvedAt is required.',
  z
    .strictObject({
      state: required(z.enum(complaintStates), 'Where the complaint stands'),
      acknowledgedAt: optional(Moment, 'When the customer was told that it is being looked at'),
      resolvedAt: optional(Moment, 'When it was resolved; required from resolved on'),
      closedAt: optional(Moment, 'When the case was closed'),
    })
    .check(
      z.refine((handling) => !['resolved', 'closed'].includes(handling.state) || handling.resolvedAt !== undefined, {
        path: ['resolvedAt'],
        error: 'must be given once state is resolved or closed',
      }),
    ),
);

const ComplaintAbout = named(
  'ComplaintAbout',
  'What it is about: dimensions, delivery and customer.',
  z.strictObject({
    ...dimensionShape,
    delivery: optional(Id, 'Subject of the delivery that it is about: the order number'),
    customer: optional(Customer, 'Who complained. Personal.'),
  }),
);

export const ComplaintData = named(
  'ComplaintData',
  'One or more whole facets of a complaint. Absent facets are untouched.',
  z
    .strictObject({
      received: optional(ComplaintReceived, 'What came in'),
      handling: optional(ComplaintHandling, 'How it is handled'),
      about: optional(ComplaintAbout, 'Dimensions, delivery and customer'),
    })
    .check(z.refine((data) => Object.keys(data).length > 0, { error: 'must carry at least one facet' })),
);
export type ComplaintData = z.infer<typeof ComplaintData>;
