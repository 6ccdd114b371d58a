/** Killing the local stack hard: no engine stays behind, and what it had taken from a queue comes again at once. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { test } from 'vitest';
import { readEndpoints } from '../../infra/local/data-folder.ts';
import { isListening } from '../../infra/local/loopback.ts';
import { lambda, makeFixture, until } from './local-harness.ts';

const answers = (url: string) => isListening(Number(new URL(url).port));

test('a killed stack takes its engines along, and the next one goes on with its messages', async () => {
  const fixture = makeFixture(
    {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 300 } },
      Slow: lambda('slow', { Timeout: 60 }),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Slow' } },
      },
    },
    {
      // Longer than a busy machine takes from here to the kill: a message that is done does not come again.
      slow: 'export const handler = async (event) => { seen(event); await new Promise((end) => setTimeout(end, 50_000)); };',
    },
  );
  const start = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));
  const script = `const { startLocalStack } = await import(${JSON.stringify(start)});
    await startLocalStack(${JSON.stringify({ dataDir: fixture.dataDir, templateFile: fixture.templateFile })});`;
  const killed = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' });
  try {
    const running = await until(
      () => readEndpoints(fixture.dataDir),
      (found) => found !== undefined,
      60_000,
    );
    const { dynamodb, sqs, inbox } = running?.endpoints ?? { dynamodb: '', sqs: '', inbox: '' };
    const client = new SQSClient({
      ...{ endpoint: sqs, region: 'eu-west-1' },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await client.send(new SendMessageCommand({ QueueUrl: `${sqs}/000000000000/Test-Queue`, MessageBody: 'once more' }));
    await until(
      () => fixture.seen('slow').length,
      (count) => count === 1,
      60_000,
    );
    killed.kill('SIGKILL');
    for (const url of [dynamodb, sqs, inbox])
      await until(
        () => answers(url),
        (up) => !up,
        30_000,
      );
    // The killed process counts as running until the system has buried it.
    await until(
      () => readEndpoints(fixture.dataDir),
      (found) => found === undefined,
    );
    // Its number now belongs to another process: this one.
    writeFileSync(join(fixture.dataDir, 'lock'), String(process.pid));
    const left = readFileSync(join(fixture.dataDir, 'endpoints.json'), 'utf8');
    writeFileSync(join(fixture.dataDir, 'endpoints.json'), left.replace(/"pid": \d+/, `"pid": ${process.pid}`));

    const stack = await fixture.start();
    await until(
      () => fixture.seen('slow').length,
      (count) => count === 2,
      60_000,
    );
    await stack.stop();
  } finally {
    killed.kill('SIGKILL');
    fixture.remove();
  }
});
