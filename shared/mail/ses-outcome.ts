/** What an error of SendRawEmail says about the mail: refused, to be tried later, or perhaps sent. Pure. */

export type SesFailure =
  /** SES said no to this mail, and will again. */
  | { kind: 'refused'; code: string; problem: string }
  /** It was surely not sent, and may be later. `alarming` where somebody must mend something first. */
  | { kind: 'later'; code: string; problem: string; alarming: boolean }
  /** No reply: it may have been sent. */
  | { kind: 'lost'; code: string; problem: string };

/** SES is busy, or a rate or quota is used up. */
const throttles = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'SlowDown',
  'ServiceUnavailable',
]);
/** Sending stands still until somebody mends the account, not the mail. */
const blocked = new Set([
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'RequestExpired',
]);
/** Nothing left this machine. */
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const beforeTheRequest = new Set(['CredentialsProviderError', 'TokenProviderError']);

interface SesError extends Error {
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

export const sesFailure = (thrown: unknown): SesFailure => {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as SesError;
  const code = error.code ?? error.name;
  const failure = { code, problem: `${code}: ${error.message}`.slice(0, 500) };
  const status = error.$metadata?.httpStatusCode;
  if (throttles.has(error.name) || status === 429 || status === 503)
    return { kind: 'later', ...failure, alarming: false };
  if (blocked.has(error.name) || status === 401 || status === 403) return { kind: 'later', ...failure, alarming: true };
  if (status !== undefined && status >= 400 && status < 500) return { kind: 'refused', ...failure };
  if (status !== undefined) return { kind: 'lost', ...failure };
  if (unreached.has(code) || beforeTheRequest.has(error.name)) return { kind: 'later', ...failure, alarming: true };
  // The handler's own words for a connection that was never made; a request's timeout has others.
  if (error.name === 'TimeoutError' && error.message.includes('did not establish a connection'))
    return { kind: 'later', ...failure, alarming: false };
  return { kind: 'lost', ...failure };
};
