import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { production, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize(production);
const policies = resourcesOf(template, 'AWS::IAM::Policy');
const functions = resourcesOf(template, 'AWS::Lambda::Function').map(
  ({ path }) => path.split('/')[1]?.toLowerCase() ?? '',
);

/** What a command of the SDK needs. A transaction needs the actions that it is made of, any of these. */
const actionOf: Record<string, string> = {
  GetItem: 'dynamodb:GetItem',
  BatchGetItem: 'dynamodb:BatchGetItem',
  Query: 'dynamodb:Query',
  Scan: 'dynamodb:Scan',
  PutItem: 'dynamodb:PutItem',
  UpdateItem: 'dynamodb:UpdateItem',
  DeleteItem: 'dynamodb:DeleteItem',
  BatchWriteItem: 'dynamodb:BatchWriteItem',
  SendMessage: 'sqs:SendMessage',
  SendMessageBatch: 'sqs:SendMessage',
  GetParameter: 'ssm:GetParameter',
  PutParameter: 'ssm:PutParameter',
  GetObject: 's3:GetObject',
  PutObject: 's3:PutObject',
  SendRawEmail: 'ses:SendRawEmail',
};
const inTransactions: Record<string, string> = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
};

/** Commands that are left in a function's bundle when esbuild has dropped what nobody calls. */
const calledBy = (name: string): Set<string> => {
  const { outputFiles } = buildSync({
    entryPoints: [`functions/${name}/handler.ts`],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    external: ['@aws-sdk/*'],
    mainFields: ['module', 'main'],
    treeShaking: true,
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const actions = [...code.matchAll(/new (\w+)Command\w*\(/g)].flatMap(([, command = '']) => {
    if (command !== 'TransactWriteItems') return [actionOf[command] ?? `unknown: ${command}`];
    return Object.entries(inTransactions).flatMap(([kind, action]) =>
      new RegExp(`\\b${kind}: \\{`).test(code) ? [action] : [],
    );
  });
  return new Set(actions);
};

/** What a function's own code may do: without what Lambda does in its name with logs, streams, queues and keys. */
const allowedTo = (name: string): Set<string> => {
  const statements: { Action: string | string[] }[] = policies
    .filter(({ path }) => path.includes(`/${name.charAt(0).toUpperCase()}${name.slice(1)}/Role/`))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);
  // ListBucket lets S3 say that an object is missing; nobody lists.
  const byLambda =
    /^(logs|kms):|ListBucket|Stream|GetRecords|GetShardIterator|ReceiveMessage|DeleteMessage|GetQueueAttributes/;
  return new Set(statements.flatMap(({ Action }) => Action).filter((action) => !byLambda.test(action)));
};

test.each(functions)('%s may do what its code does, and nothing that it does not', (name) => {
  expect([...allowedTo(name)].sort()).toEqual([...calledBy(name)].sort());
});
