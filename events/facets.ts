/** The types of what records hold. Types alone: nothing of the schemas is loaded by importing them. */
import type { ComplaintData } from './complaint.ts';
import type { DeliveryData } from './delivery.ts';
import type { InspectionData } from './inspection.ts';
import type { ResponseData } from './response.ts';

/** A record's facets as they are counted, by type. */
export interface Facets {
  delivery: DeliveryData;
  inspection: InspectionData;
  complaint: ComplaintData;
  response: ResponseData;
}
