/** The synthesized CloudFormation template as the local stack reads it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface Resource {
  Type: string;
  Properties?: JsonObject;
  Condition?: string;
  Metadata?: JsonObject;
}

export interface Template {
  Resources: Record<string, Resource>;
  Parameters?: Record<string, { Type: string; Default?: Json }>;
  Conditions?: Record<string, Json>;
  Mappings?: Record<string, Record<string, Record<string, Json>>>;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a template. Throws if the file is missing or is no template. */
export const readTemplate = (file: string): Template => {
  const template: Template = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof template.Resources !== 'object') throw new Error(`${file} is not a CloudFormation template`);
  return template;
};

interface AssetManifest {
  files: Record<string, { source: { path: string } }>;
}

/** Where an asset that a template names by its key (`{hash}.zip`) lies unpacked, beside the template. */
export const readAssets = (templateFile: string): ((key: string) => string) => {
  const manifestFile = templateFile.replace(/\.template\.json$/, '.assets.json');
  const { files }: AssetManifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  return (key) => {
    const source = files[key.replace(/\.\w+$/, '')]?.source;
    if (source === undefined) throw new Error(`${manifestFile} has no asset ${key}`);
    return join(dirname(templateFile), source.path);
  };
};
