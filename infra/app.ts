/** The CDK app: one stack a stage. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readConfig } from './config.ts';
import { HoshinStack } from './stack.ts';

const app = new App();
new HoshinStack(app, readConfig(app.node));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
