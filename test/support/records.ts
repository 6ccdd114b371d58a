/** Records for tests: the facets that matter, and a plain key. */
import type { Facets } from '../../events/facets.ts';
import { Policy, type PolicyInput } from '../../shared/core/config/policy.ts';
import type {
  ComplaintRecord,
  DeliveryRecord,
  InspectionRecord,
  ResponseRecord,
} from '../../shared/core/record/record.ts';

const key = { namespace: 'erp-lyon', subject: 'R-1', epoch: 0, revision: 1 };

export const deliveryOf = (facets: Facets['delivery'], namespace = key.namespace): DeliveryRecord => ({
  ...key,
  type: 'delivery',
  namespace,
  facets,
});
export const inspectionOf = (result: Facets['inspection']['result']): InspectionRecord => ({
  ...key,
  type: 'inspection',
  facets: { result },
});
export const complaintOf = (facets: Facets['complaint']): ComplaintRecord => ({ ...key, type: 'complaint', facets });
export const responseOf = (answer: Facets['response']['answer']): ResponseRecord => ({
  ...key,
  type: 'response',
  facets: { answer },
});

export const policyOf = (input: PolicyInput = {}): Policy => ({ ...Policy.parse(input), version: 1 });
