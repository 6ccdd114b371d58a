/** A template, ready to be built from: its resources by type, their properties resolved and checked, their names. */
import { basename } from 'node:path';
import * as z from 'zod';
import { account, createNames, type Names, nameResource, region } from './names.ts';
import { createResolver } from './resolve.ts';
import { type Selected, selectResources } from './resources.ts';
import { type Resource, readAssets, readTemplate } from './template.ts';

export type NamedResource = Resource & { id: string };

export interface Blueprint {
  stackName: string;
  select: Selected;
  names: Names;
  /** The resource's name unless its properties give one. */
  nameOf(resource: NamedResource): string;
  /** Its properties, resolved: what they refer to must have been made. Throws, naming it, if they aren't of this shape. */
  parse<S extends z.ZodType>(resource: NamedResource, shape: S): z.output<S>;
  /** Where an asset lies unpacked. */
  asset(key: string): string;
}

/** Reads a template. Throws, naming them, if it has resources that can't be emulated. */
export const readBlueprint = (templateFile: string): Blueprint => {
  const template = readTemplate(templateFile);
  const stackName = basename(templateFile, '.template.json');
  const names = createNames(template);
  const resolve = createResolver(template, names, { region, account, stackName });
  return {
    stackName,
    names,
    select: selectResources(template, (condition) => resolve({ Condition: condition }) === true),
    nameOf: (resource) => nameResource(stackName, resource.id, resource),
    parse: ({ id, Type: type, Properties: properties = {} }, shape) => {
      const parsed = shape.safeParse(resolve(properties));
      if (parsed.success) return parsed.data;
      throw new Error(`The local stack can't start ${id} (${type}):\n${z.prettifyError(parsed.error)}`);
    },
    asset: readAssets(templateFile),
  };
};
