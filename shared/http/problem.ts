/** What an API answers when it does not take a request: problem+json (RFC 9457). Never quotes a secret or a signature. */

/** `type` is a stable name for programs, `detail` a sentence for people. */
export interface Problem {
  type: `urn:hoshin:problem:${string}`;
  title: string;
  status: number;
  detail: string;
  /** Seconds after which the same request may be sent again, signed anew. */
  retryAfter?: number;
}

export const retryAfterSeconds = 10;

export const unauthorized = (detail: string): Problem => ({
  type: 'urn:hoshin:problem:unauthorized',
  title: 'The request is not signed by a known source',
  status: 401,
  detail,
});

/** The same for a source that nobody knows and for a wrong signature. */
export const wrongSignature: Problem = unauthorized(
  'The source is unknown, or no signature matches its secrets and the body.',
);

export const malformed = (detail: string): Problem => ({
  type: 'urn:hoshin:problem:malformed',
  title: 'The body cannot be read',
  status: 400,
  detail,
});

export const unsupported = (detail: string): Problem => ({
  type: 'urn:hoshin:problem:unsupported-media-type',
  title: 'The content type is not supported',
  status: 415,
  detail,
});

export const throttled: Problem = {
  type: 'urn:hoshin:problem:throttled',
  title: 'Too many requests',
  status: 429,
  detail: 'The queue takes no more at the moment. Nothing is lost if you send the request again.',
  retryAfter: retryAfterSeconds,
};

export const failed: Problem = {
  type: 'urn:hoshin:problem:failed',
  title: 'The receiver failed',
  status: 500,
  detail: 'This is a fault of the receiver, not of the request. Send the request again later.',
};
