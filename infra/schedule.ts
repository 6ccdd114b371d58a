/** A schedule that calls a function with the time it was meant for, so that the function needs no clock. */
import { type Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import type { HoshinFunction } from './function.ts';

/** Calls the function every so often. A call that fails is not repeated: the next one does its work too. */
export const callEvery = (
  interval: Duration,
  called: HoshinFunction<Record<string, string>>,
  description: string,
): Schedule => {
  const role = new Role(called, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      // No schedule of another account may use it.
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(called).account } },
    }),
  });
  const schedule = new Schedule(called, 'Schedule', {
    description,
    schedule: ScheduleExpression.rate(interval),
    target: {
      // Not the ready-made target: it also allows every version and alias of the function.
      bind: () => ({
        arn: called.lambda.functionArn,
        role,
        input: ScheduleTargetInput.fromObject({ time: ContextAttribute.scheduledTime }),
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: interval.toSeconds() },
      }),
    },
  });
  called.allowCallsFrom(role);
  called.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: interval });
  return schedule;
};
