/** Records of the four types: every facet that the schemas allow, each of them present or not. */
import * as fc from 'fast-check';
import type { Facets } from '../../events/facets.ts';
import type { RecordType } from '../../events/record-types.ts';
import { complaintStates, deliveryStates } from '../../events/record-types.ts';
import type {
  ComplaintRecord,
  DeliveryRecord,
  HoshinRecord,
  InspectionRecord,
  ResponseRecord,
} from '../../shared/core/record/record.ts';
import { dimensions, moment } from './moments.ts';

export const namespace = fc.constantFrom('erp-lyon', 'erp-graz');
export const step = fc.constantFrom('press', 'weld', 'paint');
const optional = { requiredKeys: [] };

const key = {
  namespace,
  subject: fc.integer({ min: 1, max: 99_999 }).map((number) => `R-${number}`),
  epoch: fc.integer({ min: 0, max: 3 }),
  revision: fc.integer({ min: 1, max: 50 }),
};
const about = fc.record(dimensions, optional);

const promise: fc.Arbitrary<NonNullable<Facets['delivery']['promise']>> = fc
  .record({ requested: moment, first: moment, latest: moment, cancelled: fc.boolean() }, optional)
  .map((dates) => ((dates.requested ?? dates.first ?? dates.latest) ? dates : { ...dates, cancelled: true }));

const progress: fc.Arbitrary<NonNullable<Facets['delivery']['progress']>> = fc
  .record({
    state: fc.constantFrom(...deliveryStates),
    at: moment,
    damaged: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map(({ state, at, damaged }) => ({
    state,
    ...(state === 'delivered' && { deliveredAt: at }),
    ...(damaged !== undefined && { damaged }),
  }));

const quantity = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 50, noNaN: true }));
const lines: fc.Arbitrary<NonNullable<Facets['delivery']['lines']>> = fc.record(
  {
    items: fc.uniqueArray(
      fc.record({ id: fc.constantFrom('1', '2', '3', 'A-7'), ordered: quantity, delivered: quantity }),
      { minLength: 1, selector: ({ id }) => id },
    ),
    documentsCorrect: fc.boolean(),
  },
  { requiredKeys: ['items'] },
);

const atLeastOne = <T extends object>(facets: fc.Arbitrary<T>) =>
  facets.filter((value) => Object.keys(value).length > 0);

const result: fc.Arbitrary<Facets['inspection']['result']> = fc
  .record({
    inspectedAt: moment,
    inspected: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constant(1_000_000_000)),
    rejected: fc.nat(20),
    optional: fc.record(
      { reworked: fc.nat(20), defects: fc.nat(90), opportunities: fc.integer({ min: 1, max: 10_000 }), step },
      optional,
    ),
    dimensions: about,
  })
  .map(({ inspectedAt, inspected, rejected, optional, dimensions }) => ({
    inspectedAt,
    inspected: Math.max(inspected, rejected + (optional.reworked ?? 0)),
    rejected,
    ...optional,
    ...dimensions,
  }));

const received: fc.Arbitrary<NonNullable<Facets['complaint']['received']>> = fc.record(
  {
    receivedAt: moment,
    dueAt: moment,
    category: fc.constantFrom('late', 'damaged'),
    severity: fc.constantFrom('low' as const, 'normal' as const, 'high' as const),
  },
  { requiredKeys: ['receivedAt'] },
);

const handling: fc.Arbitrary<NonNullable<Facets['complaint']['handling']>> = fc
  .record({
    state: fc.constantFrom(...complaintStates),
    at: moment,
    optional: fc.record({ acknowledgedAt: moment, resolvedAt: moment, closedAt: moment }, optional),
  })
  .map(({ state, at, optional }) => ({
    state,
    ...(['resolved', 'closed'].includes(state) && { resolvedAt: at }),
    ...optional,
  }));

const answer: fc.Arbitrary<Facets['response']['answer']> = fc
  .record({
    required: fc.record({ answeredAt: moment, survey: fc.constantFrom('delivery', 'yearly') }),
    optional: fc.record(
      {
        nps: fc.integer({ min: 0, max: 10 }),
        csat: fc.integer({ min: 1, max: 5 }),
        ces: fc.integer({ min: 1, max: 7 }),
        language: fc.constantFrom('de', 'pt-BR'),
        dismissed: fc.boolean(),
        onTime: fc.boolean(),
        choices: fc.constant<Record<string, string[]>>({ reason: ['late', 'damaged'] }),
      },
      optional,
    ),
    dimensions: about,
  })
  .map(({ required, optional, dimensions }) => ({ ...required, ...optional, ...dimensions }));

const invitation: fc.Arbitrary<Facets['response']['invitation']> = fc
  .record({
    required: fc.record({ invitedAt: moment, survey: fc.constantFrom('delivery', 'yearly') }),
    optional: fc.record({ answeredAt: moment, language: fc.constantFrom('de', 'pt-BR') }, optional),
    dimensions: about,
  })
  .map(({ required, optional, dimensions }) => ({ ...required, ...optional, ...dimensions }));

/** The facets of one event of each type, as the contract lets them in (without personal fields). */
export const facets: { [T in RecordType]: fc.Arbitrary<Facets[T]> } = {
  delivery: atLeastOne(fc.record({ promise, progress, lines, about }, optional)),
  inspection: fc.record({ result }),
  complaint: atLeastOne(fc.record({ received, handling, about }, optional)),
  response: fc.oneof(fc.record({ answer }), fc.record({ invitation })),
};

export const deliveryRecord: fc.Arbitrary<DeliveryRecord> = fc.record({
  type: fc.constant('delivery'),
  ...key,
  facets: fc.record({ promise, progress, lines, about }, optional),
});
export const inspectionRecord: fc.Arbitrary<InspectionRecord> = fc.record({
  type: fc.constant('inspection'),
  ...key,
  facets: fc.record({ result }, optional),
});
export const complaintRecord: fc.Arbitrary<ComplaintRecord> = fc.record({
  type: fc.constant('complaint'),
  ...key,
  facets: fc.record({ received, handling, about }, optional),
});
export const responseRecord: fc.Arbitrary<ResponseRecord> = fc.record({
  type: fc.constant('response'),
  ...key,
  facets: fc.record({ answer, invitation }, optional),
});

/** A record of any type; some of them hold nothing that counts, as deleted and half-told ones do. */
export const record: fc.Arbitrary<HoshinRecord> = fc.oneof(
  deliveryRecord,
  inspectionRecord,
  complaintRecord,
  responseRecord,
);
