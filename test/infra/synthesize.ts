/** The stack's template as `cdk synth` makes it, without bundling the functions. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdk from '../../cdk.json' with { type: 'json' };
import { readConfig } from '../../infra/config.ts';
import { HoshinStack } from '../../infra/stack.ts';

export const production = { stage: 'production', mailFrom: 'kpi@company.example', alarmEmail: 'ops@company.example' };

export const createStack = (context: Record<string, unknown> = {}): { app: App; stack: HoshinStack } => {
  const app = new App({
    outdir: mkdtempSync(join(tmpdir(), 'hoshin-synth-')),
    context: { ...cdk.context, 'aws:cdk:bundling-stacks': [], 'aws:cdk:enable-path-metadata': true, ...context },
  });
  return { app, stack: new HoshinStack(app, readConfig(app.node)) };
};

export const synthesize = (context: Record<string, unknown> = {}): Template =>
  Template.fromStack(createStack(context).stack);

/** Resources of a type, with their paths of constructs: `Hoshin-development/Fold/Role/Resource`. */
export const resourcesOf = (template: Template, type: string) =>
  Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    path: String(resource.Metadata?.['aws:cdk:path'] ?? ''),
    properties: resource.Properties,
    resource,
  }));

/** The one that there must be. */
export const only = <T>(found: T[]): T => {
  const [first] = found;
  if (first === undefined || found.length !== 1) throw new Error(`Expected one, found ${found.length}`);
  return first;
};
