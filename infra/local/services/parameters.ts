/** Parameter Store on one machine: the actions that Hoshin uses, kept in a file that only its owner may read. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { readBody } from '../loopback.ts';
import type { Blueprint } from '../template/blueprint.ts';
import { account, region } from '../template/names.ts';

const Parameter = z.object({
  Name: z.string(),
  Type: z.enum(['String', 'StringList', 'SecureString']),
  Value: z.string(),
  Version: z.number(),
  LastModifiedDate: z.number(),
});
type Parameter = z.infer<typeof Parameter>;

const Names = z.object({ Names: z.array(z.string()) });
const Name = z.object({ Name: z.string() });
const ByPath = z.object({ Path: z.string(), Recursive: z.boolean().default(false) });
const Put = z.object({
  Name: z.string(),
  Value: z.string().min(1).max(8192),
  Type: Parameter.shape.Type.optional(),
  Overwrite: z.boolean().default(false),
});

/** An expected refusal, in the form in which the service's clients read it. */
class Refusal extends Error {
  readonly type: string;
  constructor(type: string, message = type) {
    super(message);
    this.type = type;
  }
}

export interface ParameterStore {
  handle(request: IncomingMessage, response: ServerResponse): void;
  put(name: string, value: string, type: Parameter['Type']): void;
}

/** Opens the store on its file. */
export const openParameters = (file: string): ParameterStore => {
  const saved: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const parameters = new Map(
    z
      .array(Parameter)
      .parse(saved)
      .map((each) => [each.Name, each]),
  );

  const save = () => {
    writeFileSync(`${file}.new`, JSON.stringify([...parameters.values()], null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const show = (parameter: Parameter) => ({
    ...parameter,
    ARN: `arn:aws:ssm:${region}:${account}:parameter/${parameter.Name.replace(/^\//, '')}`,
    DataType: 'text',
  });
  const put = (name: string, value: string, type: Parameter['Type']): Parameter => {
    const before = parameters.get(name);
    const version = before?.Value === value && before.Type === type ? before.Version : (before?.Version ?? 0) + 1;
    const parameter = { Name: name, Value: value, Type: type, Version: version, LastModifiedDate: Date.now() / 1000 };
    parameters.set(name, parameter);
    save();
    return parameter;
  };
  const remove = (names: string[]) => {
    const deleted = names.filter((name) => parameters.delete(name));
    save();
    return deleted;
  };

  const actions: Record<string, (input: unknown) => object> = {
    GetParameter: (input) => {
      const found = parameters.get(Name.parse(input).Name);
      if (found === undefined) throw new Refusal('ParameterNotFound');
      return { Parameter: show(found) };
    },
    GetParameters: (input) => {
      const { Names: names } = Names.parse(input);
      const found = names.map((name) => parameters.get(name)).filter((each) => each !== undefined);
      return { Parameters: found.map(show), InvalidParameters: names.filter((name) => !parameters.has(name)) };
    },
    GetParametersByPath: (input) => {
      const { Path: path, Recursive: recursive } = ByPath.parse(input);
      const prefix = path.endsWith('/') ? path : `${path}/`;
      const below = (name: string) =>
        name.startsWith(prefix) && (recursive || !name.slice(prefix.length).includes('/'));
      return { Parameters: [...parameters.values()].filter(({ Name: name }) => below(name)).map(show) };
    },
    PutParameter: (input) => {
      const { Name: name, Value: value, Type: type, Overwrite: overwrite } = Put.parse(input);
      const before = parameters.get(name);
      if (before && !overwrite) throw new Refusal('ParameterAlreadyExists', `The parameter ${name} already exists.`);
      return { Version: put(name, value, type ?? before?.Type ?? 'String').Version, Tier: 'Standard' };
    },
    DeleteParameter: (input) => {
      if (remove([Name.parse(input).Name]).length === 0) throw new Refusal('ParameterNotFound');
      return {};
    },
    DeleteParameters: (input) => {
      const { Names: names } = Names.parse(input);
      const deleted = remove(names);
      return { DeletedParameters: deleted, InvalidParameters: names.filter((name) => !deleted.includes(name)) };
    },
  };

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: object }> => {
    const target = String(request.headers['x-amz-target'] ?? '').replace('AmazonSSM.', '');
    try {
      const action = actions[target];
      if (action === undefined) throw new Refusal('UnknownOperationException', `The local stack has no SSM ${target}`);
      return { status: 200, body: action(JSON.parse((await readBody(request)).toString() || '{}')) };
    } catch (error) {
      const type = error instanceof Refusal ? error.type : 'ValidationException';
      return { status: 400, body: { __type: type, message: error instanceof Error ? error.message : String(error) } };
    }
  };

  return {
    handle: (request, response) => {
      void answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
      });
    },
    put,
  };
};

/** Puts the template's parameters. Returns the name of the one in which the stack tells its resources, if any. */
export const makeParameters = (
  { select, parse, names, nameOf }: Blueprint,
  store: ParameterStore,
): string | undefined => {
  const made = select('AWS::SSM::Parameter').map((resource) => {
    const shape = z.object({
      Name: z.string().default(nameOf(resource)),
      Type: z.enum(['String', 'StringList']),
      Value: z.string(),
    });
    const { Name, Type, Value } = parse(resource, shape);
    names.set(resource.id, { ref: Name, attributes: { Type, Value } });
    store.put(Name, Value, Type);
    return Name;
  });
  return made.find((name) => name.endsWith('/stack'));
};
