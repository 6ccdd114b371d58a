import { expect, test } from 'vitest';
import { only, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize();
const queues = resourcesOf(template, 'AWS::SQS::Queue');
const live = queues.filter(({ path }) => path.endsWith('/Queue/Resource'));
const deadLetters = queues.filter(({ path }) => path.endsWith('/DeadLetters/Resource'));
const topicOfMails = only(resourcesOf(template, 'AWS::SNS::Topic').filter(({ path }) => path.includes('/Mail/'))).id;
const isDelivered = (arn: object, to: string) => JSON.stringify(arn).includes(to);

test('there are two entrances, a way back for mails and one for files, each with a queue for what fails five times', () => {
  expect(live.map(({ path }) => path.split('/')[1])).toEqual(['Ingest', 'Senders', 'Mail', 'Drop']);
  for (const [at, { properties }] of live.entries()) {
    expect(properties.RedrivePolicy).toEqual({
      maxReceiveCount: 5,
      deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters[at]?.id, 'Arn'] },
    });
  }
});

test('dead letters outlive the queue that they come from, since their age goes on counting', () => {
  for (const { properties } of deadLetters) expect(properties.MessageRetentionPeriod).toBe(14 * 86_400);
  for (const { properties } of live) expect(properties.MessageRetentionPeriod).toBe(7 * 86_400);
});

test('every queue is encrypted and refuses what does not come over TLS', () => {
  const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy');
  for (const { id, properties } of queues) {
    expect(properties.SqsManagedSseEnabled).toBe(true);
    const policy = only(policies.filter((each) => isDelivered(each.properties.Queues, id)));
    expect(policy.properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  }
});

test('a message is hidden for at least six times as long as its consumer may take', () => {
  const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
  const functions = template.findResources('AWS::Lambda::Function');
  for (const { id, properties } of live) {
    const mapping = only(mappings.filter((each) => isDelivered(each.properties.EventSourceArn, id)));
    const consumer = functions[mapping.properties.FunctionName.Ref];
    expect(properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * consumer?.Properties.Timeout);
    expect(mapping.properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(mapping.properties.BatchSize).toBeLessThanOrEqual(10);
  }
});

test('a topic or a rule may send only if the deployment names it', () => {
  const topic = 'arn:aws:sns:eu-central-1:111122223333:carrier-events';
  const rule = 'arn:aws:events:eu-central-1:111122223333:rule/erp';
  const allowed = (senders?: string) =>
    resourcesOf(synthesize(senders === undefined ? {} : { senders }), 'AWS::SQS::QueuePolicy')
      .filter(({ path }) => !path.includes('/Drop/'))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .map(({ Principal, Condition }) => [Principal.Service, Condition.ArnEquals['aws:SourceArn']]);
  const mailEvents = ['sns.amazonaws.com', { Ref: topicOfMails }];
  expect(allowed()).toEqual([mailEvents]);
  expect(allowed(`${topic},${rule}`)).toEqual([
    ['sns.amazonaws.com', topic],
    ['events.amazonaws.com', rule],
    mailEvents,
  ]);
});

test('what became of mails comes from SES alone, by a topic that only the configuration set may publish to', () => {
  const set = only(resourcesOf(template, 'AWS::SES::ConfigurationSet')).id;
  const destination = only(resourcesOf(template, 'AWS::SES::ConfigurationSetEventDestination')).properties;
  expect(destination).toEqual({
    ConfigurationSetName: { Ref: set },
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: ['send', 'delivery', 'deliveryDelay', 'bounce', 'complaint', 'reject', 'renderingFailure'],
      SnsDestination: { TopicARN: { Ref: topicOfMails } },
    },
  });
  const policies = resourcesOf(template, 'AWS::SNS::TopicPolicy').map(({ properties }) => properties);
  const policy = only(policies.filter(({ Topics }) => isDelivered(Topics, topicOfMails)));
  const [encrypted, publish, ...others] = policy.PolicyDocument.Statement;
  expect(others).toEqual([]);
  expect(encrypted).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  expect(publish).toMatchObject({ Action: 'sns:Publish', Principal: { Service: 'ses.amazonaws.com' } });
  expect(JSON.stringify(publish.Condition)).toContain(`:configuration-set/"`);
  expect(publish.Condition.StringEquals['AWS:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
  const subscriptions = resourcesOf(template, 'AWS::SNS::Subscription').map(({ properties }) => properties);
  const mine = only(subscriptions.filter(({ TopicArn }) => isDelivered(TopicArn, topicOfMails)));
  expect(mine).toMatchObject({ Protocol: 'sqs', RawMessageDelivery: true });
});
