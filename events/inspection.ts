/** The inspection record: one facet, counted on the day of the inspection. */
import * as z from 'zod/mini';
import { dimensionShape } from './about.ts';
import { named, optional, required } from './fields.ts';
import { limits } from './limits.ts';
import { Count, DimensionValue, Moment } from './scalars.ts';

const InspectionResult = named(
  'InspectionResult',
  'Rejected and reworked units together are at most the inspected ones.',
  z
    .strictObject({
      inspectedAt: required(Moment, 'When the units were inspected'),
      inspected: required(Count, 'Units inspected'),
      rejected: required(Count, 'Units rejected, at most the inspected ones'),
      reworked: optional(Count, 'Units that passed only after rework; 0 if absent'),
      defects: optional(Count, 'Defects found; one unit may have several'),
      opportunities: optional(
        Count.check(z.minimum(1), z.maximum(limits.opportunities)),
        'Ways in which one unit can be defective; 1 if absent',
      ),
      step: optional(DimensionValue, 'Process step, for rolled throughput yield'),
      ...dimensionShape,
    })
    .check(
      z.refine((result) => result.rejected + (result.reworked ?? 0) <= result.inspected, {
        path: ['rejected'],
        error: 'rejected and reworked together must not exceed inspected',
      }),
    ),
);

export const InspectionData = named(
  'InspectionData',
  'An inspection: one facet, sent whole.',
  z.strictObject({ result: required(InspectionResult, 'The result of the inspection') }),
);
export type InspectionData = z.infer<typeof InspectionData>;
