/** The delivery record's facets: what was promised, how it went, what it holds, and what it is about. */
import * as z from 'zod';
import { Customer, dimensionShape } from './about.ts';
import { limits } from './limits.ts';
import { Id, Moment, Quantity } from './scalars.ts';

export const DeliveryPromise = z
  .strictObject({
    requested: Moment.optional().describe('When the customer asked for it'),
    first: Moment.optional().describe('The first date that was confirmed'),
    latest: Moment.optional().describe('The date confirmed last, after any change'),
    cancelled: z.boolean().optional().describe('True once the order is cancelled: it is then no longer due'),
  })
  .refine((promise) => promise.cancelled || promise.requested || promise.first || promise.latest, {
    error: 'must name at least one of requested, first, latest, or be cancelled',
  })
  .meta({
    id: 'DeliveryPromise',
    description:
      'What was promised: at least one of requested, first and latest, or cancelled. A delivery counts on the day it was due.',
  });

/** In the order of the lifecycle: a later state wins between two bodies of one time. */
export const deliveryStates = ['pending', 'in-transit', 'failed', 'returned', 'delivered'] as const;

export const DeliveryProgress = z
  .strictObject({
    state: z.enum(deliveryStates).describe('Where the delivery stands'),
    deliveredAt: Moment.optional().describe('When it reached the customer; required once delivered, and only then'),
    damaged: z.boolean().optional().describe('True if it arrived damaged'),
  })
  .refine((progress) => (progress.state === 'delivered') === (progress.deliveredAt !== undefined), {
    path: ['deliveredAt'],
    error: 'must be given if and only if state is delivered',
  })
  .meta({
    id: 'DeliveryProgress',
    description: 'How it went. deliveredAt is given if and only if state is delivered.',
  });

export const DeliveryLine = z
  .strictObject({
    id: Id.describe('Line number or article'),
    ordered: Quantity.describe('Quantity ordered, in any unit; 0 to 10⁹, fractions allowed'),
    delivered: Quantity.describe('Quantity delivered so far, in the same unit'),
  })
  .meta({ id: 'DeliveryLine', description: 'A line of the order, both quantities in one unit.' });

export const DeliveryLines = z
  .strictObject({
    items: z.array(DeliveryLine).min(1).max(limits.deliveryLines).describe('The lines of the order'),
    documentsCorrect: z.boolean().optional().describe('False if papers, labels or invoice were wrong'),
  })
  .refine((lines) => new Set(lines.items.map((item) => item.id)).size === lines.items.length, {
    path: ['items'],
    error: 'must not name a line twice',
  })
  .meta({ id: 'DeliveryLines', description: 'What it holds. No line is named twice.' });

export const DeliveryAbout = z
  .strictObject({ ...dimensionShape, customer: Customer.optional().describe('Who receives it. Personal.') })
  .meta({ id: 'DeliveryAbout', description: 'What it is about: dimensions and customer.' });

export const DeliveryData = z
  .strictObject({
    promise: DeliveryPromise.optional().describe('What was promised; known whole by the system that takes orders'),
    progress: DeliveryProgress.optional().describe('How it went; known whole by the carrier or the warehouse'),
    lines: DeliveryLines.optional().describe('What it holds'),
    about: DeliveryAbout.optional().describe('Dimensions and customer'),
  })
  .refine((data) => Object.keys(data).length > 0, { error: 'must carry at least one facet' })
  .meta({ id: 'DeliveryData', description: 'One or more whole facets of a delivery. Absent facets are untouched.' });
export type DeliveryData = z.infer<typeof DeliveryData>;
