/** The complaint record's facets: what came in, how it is handled, and what it is about. Counted on the day received. */
import * as z from 'zod';
import { Customer, dimensionShape } from './about.ts';
import { DimensionValue, FreeText, Moment } from './scalars.ts';

export const ComplaintReceived = z
  .strictObject({
    receivedAt: Moment.describe('When the customer complained'),
    dueAt: Moment.optional().describe('When it was promised to be resolved; absent: the policy says'),
    category: DimensionValue.optional().describe('What it is about: late, damaged, invoice'),
    severity: z.enum(['low', 'normal', 'high']).optional().describe('How severe; normal if absent'),
    text: FreeText.optional().describe("The customer's words. Personal."),
  })
  .meta({ id: 'ComplaintReceived', description: 'What came in. A complaint counts on the day it was received.' });

/** In the order of the lifecycle: a later state wins between two bodies of one time. */
export const complaintStates = ['received', 'acknowledged', 'resolved', 'closed'] as const;

export const ComplaintHandling = z
  .strictObject({
    state: z.enum(complaintStates).describe('Where the complaint stands'),
    acknowledgedAt: Moment.optional().describe('When the customer was told that it is being looked at'),
    resolvedAt: Moment.optional().describe('When it was resolved; required from resolved on'),
    closedAt: Moment.optional().describe('When the case was closed'),
  })
  .refine((handling) => !['resolved', 'closed'].includes(handling.state) || handling.resolvedAt !== undefined, {
    path: ['resolvedAt'],
    error: 'must be given once state is resolved or closed',
  })
  .meta({ id: 'ComplaintHandling', description: 'How it is handled. From resolved on, resolvedAt is required.' });

export const ComplaintAbout = z
  .strictObject({ ...dimensionShape, customer: Customer.optional().describe('Who complained. Personal.') })
  .meta({ id: 'ComplaintAbout', description: 'What it is about: dimensions and customer.' });

export const ComplaintData = z
  .strictObject({
    received: ComplaintReceived.optional().describe('What came in'),
    handling: ComplaintHandling.optional().describe('How it is handled'),
    about: ComplaintAbout.optional().describe('Dimensions and customer'),
  })
  .refine((data) => Object.keys(data).length > 0, { error: 'must carry at least one facet' })
  .meta({ id: 'ComplaintData', description: 'One or more whole facets of a complaint. Absent facets are untouched.' });
export type ComplaintData = z.infer<typeof ComplaintData>;
