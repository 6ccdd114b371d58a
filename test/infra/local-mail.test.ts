/** Mails of the local stack and what SES tells of them, by the way that the template gives. */
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalStack } from '../../infra/local/start.ts';
import type { JsonObject, Resource } from '../../infra/local/template/template.ts';
import { type Fixture, lambda, makeFixture, until } from './local-harness.ts';

interface QueueEvent {
  Records: { body: string }[];
}
interface MailEvent {
  eventType: string;
  mail: {
    timestamp: string;
    messageId: string;
    source: string;
    destination: string[];
    headers: { name: string; value: string }[];
    commonHeaders: { subject: string };
    tags: Record<string, string[]>;
  };
  bounce?: { bounceType: string; bounceSubType: string; bouncedRecipients: { emailAddress: string }[] };
  delivery?: { recipients: string[] };
  deliveryDelay?: { delayType: string; expirationTime: string };
  complaint?: { complaintFeedbackType: string };
  reject?: { reason: string };
}

const subscription = (queue: string, properties: JsonObject = {}): Resource => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {
    Protocol: 'sqs',
    TopicArn: { Ref: 'Topic' },
    Endpoint: { 'Fn::GetAtt': [queue, 'Arn'] },
    RawMessageDelivery: true,
    ...properties,
  },
});
const destination = (types: string[], properties: JsonObject = {}): Resource => ({
  Type: 'AWS::SES::ConfigurationSetEventDestination',
  Properties: {
    ConfigurationSetName: { Ref: 'Set' },
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: types,
      SnsDestination: { TopicARN: { Ref: 'Topic' } },
      ...properties,
    },
  },
});

const resources: Record<string, Resource> = {
  Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { DeliveryOptions: { TlsPolicy: 'REQUIRE' } } },
  Topic: { Type: 'AWS::SNS::Topic' },
  Destination: destination(['send', 'delivery', 'deliveryDelay', 'bounce', 'complaint', 'reject']),
  Queue: { Type: 'AWS::SQS::Queue' },
  Subscription: subscription('Queue'),
  People: { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'email', Endpoint: 'ops@example.com' } },
  Reader: lambda('reader'),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Reader' } },
  },
};

let fixture: Fixture;
let stack: LocalStack;
beforeAll(async () => {
  fixture = makeFixture(resources, { reader: 'export const handler = async (event) => seen(event);' });
  stack = await fixture.start();
}, 90_000);
afterAll(async () => {
  await stack?.stop();
  fixture.remove();
});

const mime = (configurationSet: string) =>
  [
    'From: Hoshin <kpi@company.example>',
    'To: somebody@example.com',
    'Subject: On-time delivery',
    `X-SES-CONFIGURATION-SET: ${configurationSet}`,
    'X-SES-MESSAGE-TAGS: notice=abc-1,',
    ' kind=alert',
    '',
    'Text',
  ].join('\r\n');

/** Sends a mail and answers with SES's id of it. */
const send = async (to: string, configurationSet = 'Set'): Promise<string> => {
  const ses = new SESClient({
    endpoint: stack.endpoints.ses,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { MessageId: id = '' } = await ses.send(
    new SendRawEmailCommand({ Destinations: [to], RawMessage: { Data: Buffer.from(mime(configurationSet)) } }),
  );
  return id;
};
const eventsOf = (id: string): MailEvent[] =>
  fixture
    .seen<QueueEvent>('reader')
    .flatMap(({ Records }) => Records.map(({ body }): MailEvent => JSON.parse(body)))
    .filter(({ mail }) => mail.messageId === id);
const typesOf = (id: string) =>
  eventsOf(id)
    .map(({ eventType }) => eventType)
    .sort();
const seen = (id: string, count: number) =>
  until(
    () => eventsOf(id),
    (events) => events.length >= count,
  );

test.each([
  ['anna@example.com', ['Delivery', 'Send']],
  ['success@simulator.amazonses.com', ['Delivery', 'Send']],
  ['bounce@simulator.amazonses.com', ['Bounce', 'Send']],
  ['suppressionlist+coo@simulator.amazonses.com', ['Bounce', 'Send']],
  ['complaint+ceo@simulator.amazonses.com', ['Complaint', 'Delivery', 'Send']],
  ['ooto@simulator.amazonses.com', ['Bounce', 'Delivery', 'Send']],
])('of a mail to %s SES tells %j', async (to, types) => {
  const id = await send(to);
  await seen(id, types.length);
  expect(typesOf(id)).toEqual(types);
});

test('an event names the mail, its headers, and its tags beside those of SES', async () => {
  const id = await send('anna@example.com');
  const events = await seen(id, 2);
  const delivery = events.find(({ eventType }) => eventType === 'Delivery');
  expect(delivery).toMatchObject({
    mail: {
      messageId: id,
      source: 'Hoshin <kpi@company.example>',
      destination: ['anna@example.com'],
      commonHeaders: { subject: 'On-time delivery' },
      tags: {
        notice: ['abc-1'],
        kind: ['alert'],
        'ses:configuration-set': ['Set'],
        'ses:from-domain': ['company.example'],
      },
    },
    delivery: { recipients: ['anna@example.com'] },
  });
  expect(delivery?.mail.headers).toContainEqual({ name: 'X-SES-MESSAGE-TAGS', value: 'notice=abc-1, kind=alert' });
});

test('a refused address bounces for good, one out of office for now', async () => {
  const [gone, away, listed] = await Promise.all(
    ['bounce', 'ooto', 'suppressionlist'].map((name) => send(`${name}@simulator.amazonses.com`)),
  );
  const bounceOf = async (id = '', count: number) => (await seen(id, count)).find(({ bounce }) => bounce)?.bounce;
  expect(await bounceOf(gone, 2)).toMatchObject({ bounceType: 'Permanent', bounceSubType: 'General' });
  expect(await bounceOf(away, 3)).toMatchObject({ bounceType: 'Transient', bounceSubType: 'General' });
  expect(await bounceOf(listed, 2)).toMatchObject({ bounceType: 'Permanent', bounceSubType: 'Suppressed' });
});

test('a mail without the configuration set is sent, and nothing is told of it', async () => {
  const silent = await send('anna@example.com', 'Another');
  await seen(await send('anna@example.com'), 2);
  expect(typesOf(silent)).toEqual([]);
});

test('what the simulator has no address for is told by hand', async () => {
  const id = await send('anna@example.com');
  await stack.emitMailEvent(id, 'DeliveryDelay', { delayType: 'MailboxFull' });
  await stack.emitMailEvent(id, 'Reject');
  const events = await seen(id, 4);
  expect(events.find(({ deliveryDelay }) => deliveryDelay)?.deliveryDelay).toMatchObject({ delayType: 'MailboxFull' });
  expect(events.find(({ reject }) => reject)?.reject).toEqual({ reason: 'Bad content' });
  await expect(stack.emitMailEvent('ses-999', 'Reject')).rejects.toThrow('took no mail ses-999');
});

test('events tell the time of the stack', async () => {
  stack.setClockShift(-30 * 86_400_000);
  const [event] = await seen(await send('anna@example.com'), 1);
  stack.setClockShift(0);
  expect(Date.now() - Date.parse(event?.mail.timestamp ?? '')).toBeGreaterThan(29 * 86_400_000);
});

test.each([
  ['a topic that leads elsewhere', { Subscription: subscription('Queue', { Protocol: 'lambda' }) }, 'Protocol'],
  ['wrapped messages', { Subscription: subscription('Queue', { RawMessageDelivery: false }) }, 'only raw delivery'],
  ['a filtered topic', { Subscription: subscription('Queue', { FilterPolicy: {} }) }, 'FilterPolicy'],
  [
    'another kind of destination',
    { Destination: destination(['send'], { EventBridgeDestination: {} }) },
    'EventBridge',
  ],
  ['events that it does not make', { Destination: destination(['open']) }, 'MatchingEventTypes'],
])('%s can not be started', async (_, changed, message) => {
  const other = makeFixture({ ...resources, ...changed }, { reader: '' });
  await expect(other.start()).rejects.toThrow(message);
  other.remove();
});
