import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { createStack, production } from './synthesize.ts';

/** Throws with every finding that is not acknowledged. */
const check = (app: App) => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app.synth();
};

test.each([[{}], [production]])('cdk-nag finds nothing that is not acknowledged with a reason, with %o', (context) => {
  expect(() => check(createStack(context).app)).not.toThrow();
});

test('cdk-nag would find a queue without TLS and without dead letters', () => {
  const { app } = createStack();
  new Queue(new Stack(app, 'Careless'), 'Queue');
  expect(() => check(app)).toThrow(/AwsSolutions-SQS3[\s\S]*AwsSolutions-SQS4/);
});
