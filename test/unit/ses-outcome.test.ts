import { describe, expect, it } from 'vitest';
import { sesFailure } from '../../shared/mail/ses-outcome.ts';

const failure = (name: string, message: string, extra: { status?: number; code?: string } = {}) =>
  Object.assign(new Error(message), {
    name,
    ...(extra.code !== undefined && { code: extra.code }),
    $metadata: { ...(extra.status !== undefined && { httpStatusCode: extra.status }) },
  });

describe('what an error of SES says about the mail', () => {
  it.each([
    ['MessageRejected', 'Email address is not verified.', 400],
    ['MailFromDomainNotVerifiedException', 'not verified', 400],
    ['ConfigurationSetDoesNotExistException', 'no such set', 400],
    ['InvalidParameterValue', 'Missing final @domain', 400],
  ])('%s refuses the mail for good', (name, message, status) => {
    expect(sesFailure(failure(name, message, { status }))).toEqual({
      kind: 'refused',
      code: name,
      problem: `${name}: ${message}`,
    });
  });

  it.each([
    ['Throttling', 'Maximum sending rate exceeded.', 400],
    ['ThrottlingException', 'Daily message quota exceeded.', 400],
    ['TooManyRequestsException', 'slow down', 429],
    ['ServiceUnavailable', 'busy', 503],
  ])('%s asks to wait, and alarms nobody', (name, message, status) => {
    expect(sesFailure(failure(name, message, { status }))).toMatchObject({ kind: 'later', alarming: false });
  });

  it.each([
    ['AccountSendingPausedException', 400],
    ['ConfigurationSetSendingPausedException', 400],
    ['AccessDenied', 403],
    ['SignatureDoesNotMatch', 403],
    ['ExpiredToken', 403],
  ])('%s waits for somebody to mend the account, and alarms', (name, status) => {
    expect(sesFailure(failure(name, 'no', { status }))).toMatchObject({ kind: 'later', alarming: true });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('%s never left the function', (code) => {
    expect(sesFailure(failure('Error', 'connect', { code }))).toMatchObject({ kind: 'later', code, alarming: true });
  });

  it('a connection that was never made is no lost reply', () => {
    const message =
      '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 2000 ms.';
    expect(sesFailure(failure('TimeoutError', message))).toMatchObject({ kind: 'later' });
  });

  it.each([
    ['TimeoutError', 'a request has exceeded the configured 10000 ms requestTimeout', {}],
    ['Error', 'socket hang up', { code: 'ECONNRESET' }],
    ['Error', 'write EPIPE', { code: 'EPIPE' }],
    ['AbortError', 'Request aborted', {}],
    ['InternalFailure', 'it may have been sent', { status: 500 }],
    ['GatewayTimeout', 'no answer in time', { status: 504 }],
    ['SyntaxError', 'the reply could not be read', { status: 200 }],
    ['Error', 'something new', {}],
  ])('%s (%s) may have been sent', (name, message, extra) => {
    expect(sesFailure(failure(name, message, extra)).kind).toBe('lost');
  });

  it('anything thrown is an outcome, also what is no error', () => {
    expect(sesFailure('boom')).toMatchObject({ kind: 'lost', problem: 'Error: boom' });
  });
});
