/** The delivery record's facets: what was promised, how it went, what it holds, and what it is about. */
import * as z from 'zod/mini';
import { Customer, dimensionShape } from './about.ts';
import { named, optional, required } from './fields.ts';
import { limits } from './limits.ts';
import { deliveryStates } from './record-types.ts';
import { Id, Moment, Quantity } from './scalars.ts';

const DeliveryPromise = named(
  'DeliveryPromise',
  'What was promised: at least one of requested, first and latest, or cancelled. A delivery counts on the day it was due.',
  z
    .strictObject({
      requested: optional(Moment, 'When the customer asked for it'),
      first: optional(Moment, 'The first date that was confirmed'),
      latest: optional(Moment, 'The date confirmed last, after any change'),
      cancelled: optional(z.boolean(), 'True once the order is cancelled: it is then no longer due'),
    })
    .check(
      z.refine((promise) => Boolean(promise.cancelled || promise.requested || promise.first || promise.latest), {
        error: 'must name at least one of requested, first, latest, or be cancelled',
      }),
    ),
);

const DeliveryProgress = named(
  'DeliveryProgress',
  'How it went. deliveredAt is given if and only if state is delivered.',
  z
    .strictObject({
      state: required(z.enum(deliveryStates), 'Where the delivery stands'),
      deliveredAt: optional(Moment, 'When it reached the customer; required once delivered, and only then'),
      damaged: optional(z.boolean(), 'True if it arrived damaged'),
    })
    .check(
      z.refine((progress) => (progress.state === 'delivered') === (progress.deliveredAt !== undefined), {
        path: ['deliveredAt'],
        error: 'must be given if and only if state is delivered',
      }),
    ),
);

export const DeliveryLine = named(
  'DeliveryLine',
  'A line of the order, both quantities in one unit.',
  z.strictObject({
    id: required(Id, 'Line number or article'),
    ordered: required(Quantity, 'Quantity ordered, in any unit; 0 to 10⁹, fractions allowed'),
    delivered: required(Quantity, 'Quantity delivered so far, in the same unit'),
  }),
);

const DeliveryLines = named(
  'DeliveryLines',
  'What it holds. No line is named twice.',
  z
    .strictObject({
      items: required(
        z.array(DeliveryLine).check(z.minLength(1), z.maxLength(limits.deliveryLines)),
        'The lines of the order',
      ),
      documentsCorrect: optional(z.boolean(), 'False if papers, labels or invoice were wrong'),
    })
    .check(
      z.refine((lines) => new Set(lines.items.map((item) => item.id)).size === lines.items.length, {
        path: ['items'],
        error: 'must not name a line twice',
      }),
    ),
);

const DeliveryAbout = named(
  'DeliveryAbout',
  'What it is about: dimensions and customer.',
  z.strictObject({ ...dimensionShape, customer: optional(Customer, 'Who receives it. Personal.') }),
);

export const DeliveryData = named(
  'DeliveryData',
  'One or more whole facets of a delivery. Absent facets are untouched.',
  z
    .strictObject({
      promise: optional(DeliveryPromise, 'What was promised; known whole by the system that takes orders'),
      progress: optional(DeliveryProgress, 'How it went; known whole by the carrier or the warehouse'),
      lines: optional(DeliveryLines, 'What it holds'),
      about: optional(DeliveryAbout, 'Dimensions and customer'),
    })
    .check(z.refine((data) => Object.keys(data).length > 0, { error: 'must carry at least one facet' })),
);
export type DeliveryData = z.infer<typeof DeliveryData>;
