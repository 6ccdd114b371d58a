/** Takes events out of what a queue message may wrap them in: an array, an SNS notification, an EventBridge event. */
import { limits } from '../../events/limits.ts';
import { readIJson } from './i-json.ts';

/** An event as it was found, and as text; or the text that could not be read, and why. */
export type Found = { value: unknown; text: string } | { text: string; fault: string };

/** EventBridge into SNS into SQS is the deepest that anyone builds. */
const maxEnvelopes = 3;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const open = (value: unknown, text: string, envelopes: number): Found[] => {
  if (Array.isArray(value)) {
    if (value.length > limits.batchEvents) {
      return [{ text, fault: `holds ${value.length} events; at most ${limits.batchEvents} are taken in one message` }];
    }
    return value.map((event) => ({ value: event, text: JSON.stringify(event) }));
  }
  const wrapped = isObject(value) && !('specversion' in value) && envelopes < maxEnvelopes ? value : {};
  if (wrapped.Type === 'Notification' && typeof wrapped.Message === 'string')
    return read(wrapped.Message, envelopes + 1);
  if ('detail-type' in wrapped && 'detail' in wrapped) {
    return open(wrapped.detail, JSON.stringify(wrapped.detail), envelopes + 1);
  }
  return [{ value, text }];
};

const read = (text: string, envelopes: number): Found[] => {
  const reading = readIJson(text, limits.jsonDepth);
  if (reading.readable) return open(reading.value, text, envelopes);
  return [{ text, fault: `is not JSON: line ${reading.line}, column ${reading.column}: ${reading.problem}` }];
};

/** The events in the body of a queue message. Never throws for what a body may hold. */
export const openEnvelopes = (body: string): Found[] => read(body, 0);
