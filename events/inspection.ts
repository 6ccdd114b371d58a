/** The inspection record: one facet, counted on the day of the inspection. */
import * as z from 'zod';
import { dimensionShape } from './about.ts';
import { limits } from './limits.ts';
import { Count, DimensionValue, Moment } from './scalars.ts';

export const InspectionResult = z
  .strictObject({
    inspectedAt: Moment.describe('When the units were inspected'),
    inspected: Count.describe('Units inspected'),
    rejected: Count.describe('Units rejected, at most the inspected ones'),
    reworked: Count.optional().describe('Units that passed only after rework; 0 if absent'),
    defects: Count.optional().describe('Defects found; one unit may have several'),
    opportunities: Count.min(1)
      .max(limits.opportunities)
      .optional()
      .describe('Ways in which one unit can be defective; 1 if absent'),
    step: DimensionValue.optional().describe('Process step, for rolled throughput yield'),
    ...dimensionShape,
  })
  .refine((result) => result.rejected + (result.reworked ?? 0) <= result.inspected, {
    path: ['rejected'],
    error: 'rejected and reworked together must not exceed inspected',
  })
  .meta({
    id: 'InspectionResult',
    description: 'Rejected and reworked units together are at most the inspected ones.',
  });

export const InspectionData = z
  .strictObject({ result: InspectionResult.describe('The result of the inspection') })
  .meta({ id: 'InspectionData', description: 'An inspection: one facet, sent whole.' });
export type InspectionData = z.infer<typeof InspectionData>;
