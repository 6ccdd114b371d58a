/** The CDK app: one stack a stage. */
import { App } from 'aws-cdk-lib';
import { readConfig } from './config.ts';
import { HoshinStack } from './stack.ts';

const app = new App();
new HoshinStack(app, readConfig(app.node));
