/** What the complaint API takes and answers: one complaint, in plain JSON, without the envelope of an event. */
import * as z from 'zod/mini';
import { Customer, dimensionShape } from './about.ts';
import { named, optional, required } from './fields.ts';
import { DimensionValue, FreeText, Id, Moment } from './scalars.ts';
import { SourceId } from './source-id.ts';

export const ComplaintRequest = named(
  'ComplaintRequest',
  'One complaint. At most 64 KB.',
  z
    .strictObject({
      text: required(
        FreeText.check(z.refine((text) => text.trim() !== '', 'must say what happened')),
        "The customer's words, kept as they are. Personal.",
      ),
      category: optional(DimensionValue, 'What it is about: late, damaged, invoice'),
      severity: optional(
        z.enum(['low', 'normal', 'high']),
        'How severe; normal if absent. high tells its owner at once',
      ),
      receivedAt: optional(Moment, 'When the customer complained; when the request came in, if absent'),
      dueAt: optional(Moment, 'When it was promised to be resolved; absent: the policy says'),
      order: optional(Id, 'Subject of the delivery that it is about: the order number'),
      dimensions: optional(z.strictObject(dimensionShape), 'What complaints are sliced by'),
      customer: optional(Customer, 'Who complained. Personal.'),
      acknowledge: optional(
        z.boolean(),
        'true: the customer gets a mail with the case number, in customer.language. Needs customer.email. No mail if absent, and none for a complaint that was received more than seven days ago',
      ),
    })
    .check(
      z.refine(({ acknowledge, customer }) => acknowledge !== true || customer?.email !== undefined, {
        path: ['customer', 'email'],
        error: 'is required where acknowledge is true',
      }),
    ),
);
export type ComplaintRequest = z.infer<typeof ComplaintRequest>;

export const ComplaintReceipt = named(
  'ComplaintReceipt',
  'The complaint is on its way into the records.',
  z.object({
    case: required(
      z.string(),
      'Case number, to tell the customer: C-7K3F-9Q2M. The same whenever the request is repeated',
    ),
    record: required(
      z.object({
        type: z.literal('complaint'),
        namespace: required(SourceId, 'The namespace that the source writes into'),
        subject: required(Id, 'The subject under which events handle it further: the case number'),
      }),
      'Where the complaint is found',
    ),
  }),
);
export type ComplaintReceipt = z.infer<typeof ComplaintReceipt>;
