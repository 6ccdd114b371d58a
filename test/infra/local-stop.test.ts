/** Stopping the local stack while a function works: soon, and with nothing lost. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { lambda, makeFixture, until } from './local-harness.ts';

test('a stop does not wait for a slow batch, and the next start delivers it again at once', async () => {
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
      slow: 'export const handler = async (event) => { seen(event); await new Promise((end) => setTimeout(end, 50_000)); };',
    },
  );
  interface QueueEvent {
    Records: { body: string }[];
  }
  const seen = () => fixture.seen<QueueEvent>('slow').map(({ Records }) => Records[0]?.body);
  try {
    const stack = await fixture.start();
    const sqs = new SQSClient({
      ...{ endpoint: stack.endpoints.sqs, region: 'eu-west-1' },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const QueueUrl = `${stack.endpoints.sqs}/000000000000/Test-Queue`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'in work' }));
    await until(seen, ({ length }) => length === 1);
    const started = Date.now();
    await stack.stop();
    expect(Date.now() - started).toBeLessThan(10_000);

    const again = await fixture.start();
    await until(seen, ({ length }) => length === 2);
    await again.stop();
    expect(seen()).toEqual(['in work', 'in work']);
  } finally {
    fixture.remove();
  }
});
