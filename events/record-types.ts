/**
 * What the code must know of the contract besides its schemas: types, facets, states, personal fields, dates.
 * Apart from the schemas, since building those costs a function that only counts some milliseconds at each cold start.
 */

export const recordTypes = ['delivery', 'inspection', 'complaint', 'response'] as const;
export type RecordType = (typeof recordTypes)[number];

/** An event's type: `hoshin.delivery.v1`. */
export type EventType = `hoshin.${RecordType}.v1`;

/** The record type of an event type: `hoshin.delivery.v1` → `delivery`. */
export const recordTypeOf = (eventType: EventType): RecordType => eventType.split('.')[1] as RecordType;

/** The facets of each type, by name. A deletion deletes every one of them. */
export const facetNames = {
  delivery: ['promise', 'progress', 'lines', 'about'],
  inspection: ['result'],
  complaint: ['received', 'handling', 'about'],
  response: ['answer', 'invitation'],
} as const satisfies Record<RecordType, readonly string[]>;

/** Personal fields of each facet: stored beside the facet, never counted, erasable. */
export const personalFields: Record<string, readonly string[]> = {
  about: ['customer'],
  received: ['text'],
  answer: ['text', 'texts', 'customer'],
};

/** Where a delivery stands, in the order of the lifecycle: a later state wins between two bodies of one time. */
export const deliveryStates = ['pending', 'in-transit', 'failed', 'returned', 'delivered'] as const;

/** Where a complaint stands, in the order of the lifecycle: a later state wins between two bodies of one time. */
export const complaintStates = ['received', 'acknowledged', 'resolved', 'closed'] as const;

/** The lifecycle states by facet, lowest first: their position is the rank in a facet's order. */
export const lifecycles: Record<string, readonly string[]> = {
  progress: deliveryStates,
  handling: complaintStates,
};

/** Business dates of each facet, held against the clock at receipt: none may be more than ten years ahead. */
export const businessDates: Record<string, readonly string[]> = {
  promise: ['requested', 'first', 'latest'],
  progress: ['deliveredAt'],
  result: ['inspectedAt'],
  received: ['receivedAt', 'dueAt'],
  handling: ['acknowledgedAt', 'resolvedAt', 'closedAt'],
  answer: ['answeredAt'],
  invitation: ['invitedAt', 'answeredAt'],
};
