/** The record: the current state of one business fact, put together from its facets. */
import type { Facets } from '../../../events/facets.ts';
import type { RecordType } from '../../../events/record-types.ts';

/** What names a record. Two systems that write one namespace write facets of the same records. */
export interface RecordKey {
  type: RecordType;
  /** The namespace that its source writes into. */
  namespace: string;
  subject: string;
}

interface RecordOf<T extends RecordType> extends RecordKey {
  type: T;
  /** Counted facets, personal fields left out; an absent or deleted facet is missing. */
  facets: Partial<Facets[T]>;
  /** The newest epoch that this record is counted in; 0 before the first rebuild. */
  epoch: number;
  /** How often the record has changed; only ever grows. Tells an older image from a newer one. */
  revision: number;
}

export type DeliveryRecord = RecordOf<'delivery'>;
export type InspectionRecord = RecordOf<'inspection'>;
export type ComplaintRecord = RecordOf<'complaint'>;
export type ResponseRecord = RecordOf<'response'>;
export type HoshinRecord = DeliveryRecord | InspectionRecord | ComplaintRecord | ResponseRecord;
export interface RecordByType {
  delivery: DeliveryRecord;
  inspection: InspectionRecord;
  complaint: ComplaintRecord;
  response: ResponseRecord;
}
