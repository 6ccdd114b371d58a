/** Every limit of the inbound contract, in one place: errors, schemas and OpenAPI quote these. */
export const limits = {
  /** Bytes of one HTTP body. */
  bodyBytes: 3 * 1024 * 1024,
  /** Events in one HTTP body. */
  batchEvents: 1_000,
  /** Bytes of one event, as UTF-8 JSON. */
  eventBytes: 64 * 1024,
  /** Levels of nested objects and arrays in a body. */
  jsonDepth: 20,
  /** Characters of an event id, a subject, a line id. */
  idLength: 256,
  /** Characters of a dimension's value. */
  dimensionLength: 64,
  /** Characters of a free text. */
  textLength: 10_000,
  /** Lines of one delivery. */
  deliveryLines: 500,
  /** Largest number of ways in which one unit can be defective: inspected × opportunities stays a safe integer. */
  opportunities: 10_000,
  /** Largest quantity. */
  quantity: 1_000_000_000,
  /** First business date that is taken. */
  firstDate: '1990-01-01',
  /** Business dates reach this many years ahead of the event's receipt. */
  yearsAhead: 10,
  /** An event's own time may be this far ahead of the receiver's clock, in minutes: further ahead it would lock the record. */
  minutesAhead: 5,
} as const;
