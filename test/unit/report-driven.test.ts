import { Metrics } from '@aws-lambda-powertools/metrics';
import { expect, test, vi } from 'vitest';
import type { Driven } from '../../shared/mail/outbox.ts';
import { reportDriven } from '../../shared/mail/report-driven.ts';

/** What the metric of failed mails says, and how many lines warn. */
const report = (...driven: Driven[]) => {
  const metrics = new Metrics({ namespace: 'Test', serviceName: 'test' });
  const added = vi.spyOn(metrics, 'addMetric');
  let warnings = 0;
  reportDriven(driven, { logger: { info: () => {}, warn: () => (warnings += 1) }, metrics });
  return { failed: added.mock.calls.find(([name]) => name === 'NoticeFailed')?.[2], warnings };
};

test('a mail that should have told somebody and failed raises the alarm', () => {
  expect(report({ notice: 'n', outcome: 'failed' }, { notice: 'm', outcome: 'sent' })).toEqual({
    failed: 1,
    warnings: 1,
  });
});

test('a customer’s address that is none wakes nobody, a mail to them that cannot be written does', () => {
  expect(report({ notice: 'n', outcome: 'failed', customer: true })).toEqual({ failed: 0, warnings: 0 });
  expect(report({ notice: 'n', outcome: 'fault', customer: true })).toEqual({ failed: 1, warnings: 1 });
});
