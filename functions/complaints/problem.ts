/** What the complaint API answers when it does not take a complaint. */
import { limits } from '../../events/limits.ts';
import { type Problem, retryAfterSeconds } from '../../shared/http/problem.ts';

/** A field that is wrong: a JSON Pointer (RFC 6901) and what is to be done about it. */
export interface FieldProblem {
  path: string;
  problem: string;
}

export const bodyTooLarge = (bytes: number): Problem => ({
  type: 'urn:hoshin:problem:body-too-large',
  title: 'The body is too large',
  status: 413,
  detail: `The body is ${bytes} bytes; a complaint has at most ${limits.eventBytes}.`,
});

/** The fields stand beside it, all of them. */
export const invalid = (fields: readonly FieldProblem[]): Problem => ({
  type: 'urn:hoshin:problem:invalid',
  title: 'The complaint was not taken',
  status: 422,
  detail: fields.map(({ path, problem }) => `${path === '' ? 'The complaint' : path} ${problem}`).join('; '),
});

export const notAllowed = (source: string): Problem => ({
  type: 'urn:hoshin:problem:not-allowed',
  title: 'The source may not send complaints',
  status: 403,
  detail: `${source} may not send complaints: add complaint to its types.`,
});

export const otherComplaint = (caseNumber: string): Problem => ({
  type: 'urn:hoshin:problem:other-complaint',
  title: 'This webhook-id has filed another complaint',
  status: 409,
  detail: `A request with this webhook-id filed ${caseNumber} before, with another body. That complaint stands. Send this one with a webhook-id of its own.`,
});

export const unavailable: Problem = {
  type: 'urn:hoshin:problem:unavailable',
  title: 'Complaints cannot be taken at the moment',
  status: 503,
  detail: 'Send the request again with the same webhook-id: it is one complaint, however often it is sent.',
  retryAfter: retryAfterSeconds,
};
