/** Names for the template's resources on one machine, and what `Ref` and `Fn::GetAtt` give for them. */
import type { Lookup } from './resolve.ts';
import type { Resource, Template } from './template.ts';

export const region = 'eu-west-1';
/** The account of the SQS engine; nothing else checks it. */
export const account = '000000000000';
export const apiId = 'local';

interface Known {
  ref: string;
  attributes: Record<string, string>;
}

/** Fills as resources are made; asking for one that isn't there yet is a fault, except for ignored ones. */
export interface Names extends Lookup {
  set(logicalId: string, known: Known): void;
}

const placeholders = /^AWS::(DynamoDB|SQS::Queue$|S3::Bucket$|Lambda::Function$|ApiGatewayV2::Api$|SSM)/;

export const createNames = (template: Template): Names => {
  const known = new Map<string, Known>();
  const look = (id: string): Known | undefined => {
    const found = known.get(id);
    if (found) return found;
    const type = template.Resources[id]?.Type;
    if (type === undefined) throw new Error(`The template refers to ${id}, which it doesn't have`);
    if (placeholders.test(type)) throw new Error(`The local stack was asked for ${id} (${type}) before it was made`);
    return undefined;
  };
  return {
    set: (id, value) => known.set(id, value),
    ref: (id) => look(id)?.ref ?? id,
    attribute: (id, name) => {
      const found = look(id);
      if (found === undefined) return `arn:aws:local:${region}:${account}:${id}${name === 'Arn' ? '' : `/${name}`}`;
      const value = found.attributes[name];
      if (value === undefined) throw new Error(`The local stack doesn't know the attribute ${id}.${name}`);
      return value;
    },
  };
};

/** A name that people can read: the construct's path (`Hoshin-development-Ingest-Queue`), else the logical id. */
export const nameResource = (stackName: string, id: string, resource: Resource): string => {
  const path = resource.Metadata?.['aws:cdk:path'];
  if (typeof path !== 'string') return `${stackName}-${id}`;
  return path.split('/').slice(0, -1).join('-');
};
