/** What a request is answered with when it is not accepted: problem+json (RFC 9457). Never quotes a secret or a signature. */
import { limits } from '../../events/limits.ts';
import { type Problem, retryAfterSeconds } from '../../shared/http/problem.ts';

export {
  failed,
  malformed,
  type Problem,
  throttled,
  unauthorized,
  unsupported,
  wrongSignature,
} from '../../shared/http/problem.ts';

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

export const noneAccepted: Problem = {
  type: 'urn:hoshin:problem:none-accepted',
  title: 'No event was accepted',
  status: 422,
  detail: 'Every event was rejected; results say where and why. Sending them again unchanged gives the same answer.',
};

export const unavailable: Problem = {
  type: 'urn:hoshin:problem:unavailable',
  title: 'Events cannot be taken at the moment',
  status: 503,
  detail: 'Send the request again: events that were taken already are recognised.',
  retryAfter: retryAfterSeconds,
};

export const notFound: Problem = {
  type: 'urn:hoshin:problem:not-found',
  title: 'There is nothing here',
  status: 404,
  detail: 'Events are sent with POST to /v1/ingest/{source}.',
};
