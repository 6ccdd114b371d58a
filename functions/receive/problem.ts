/** What a request is answered with when it is not accepted: problem+json (RFC 9457). Never quotes a secret or a signature. */
import { limits } from '../../events/limits.ts';

/** `type` is a stable name for programs, `detail` a sentence for people. */
export interface Problem {
  type: `urn:hoshin:problem:${string}`;
  title: string;
  status: number;
  detail: string;
  /** Seconds after which the same request may be sent again, signed anew. */
  retryAfter?: number;
}

const retryAfter = 10;

export const unauthorized = (detail: string): Problem => ({
  type: 'urn:hoshin:problem:unauthorized',
  title: 'The request is not signed by a known source',
  status: 401,
  detail,
});

export const malformed = (detail: string): Problem => ({
  type: 'urn:hoshin:problem:malformed',
  title: 'The body cannot be read',
  status: 400,
  detail,
});

export const bodyTooLarge = (bytes: number): Problem => ({
  type: 'urn:hoshin:problem:body-too-large',
  title: 'The body is too large',
  status: 413,
  detail: `The body is ${bytes} bytes; at most ${limits.bodyBytes} are taken. Send smaller batches.`,
});

export const tooManyEvents = (events: number): Problem => ({
  type: 'urn:hoshin:problem:too-many-events',
  title: 'The batch holds too many events',
  status: 413,
  detail: `The batch holds ${events} events; at most ${limits.batchEvents} are taken. Send smaller batches.`,
});

export const unsupported = (detail: string): Problem => ({
  type: 'urn:hoshin:problem:unsupported-media-type',
  title: 'The content type is not supported',
  status: 415,
  detail,
});

export const noneAccepted: Problem = {
  type: 'urn:hoshin:problem:none-accepted',
  title: 'No event was accepted',
  status: 422,
  detail: 'Every event was rejected; results say where and why. Sending them again unchanged gives the same answer.',
};

export const throttled: Problem = {
  type: 'urn:hoshin:problem:throttled',
  title: 'Too many requests',
  status: 429,
  detail: 'The queue takes no more at the moment. Nothing is lost if you send the request again.',
  retryAfter,
};

export const unavailable: Problem = {
  type: 'urn:hoshin:problem:unavailable',
  title: 'Events cannot be taken at the moment',
  status: 503,
  detail: 'Send the request again: events that were taken already are recognised.',
  retryAfter,
};

export const notFound: Problem = {
  type: 'urn:hoshin:problem:not-found',
  title: 'There is nothing here',
  status: 404,
  detail: 'Events are sent with POST to /v1/ingest/{source}.',
};

export const failed: Problem = {
  type: 'urn:hoshin:problem:failed',
  title: 'The receiver failed',
  status: 500,
  detail: 'This is a fault of the receiver, not of the request. Send the request again later.',
};
