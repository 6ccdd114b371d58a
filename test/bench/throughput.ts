/** Records a second through the whole local stack, as a share of bare conditional puts on the same engine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { HoshinEvent } from '../../events/event.ts';
import { recordTypeOf } from '../../events/record-types.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { recordPk } from '../../shared/store/keys.ts';
import { facetsOfEvent, orderAttribute } from '../../shared/store/record-item.ts';
import { type JourneyStack, startJourneyStack } from '../journey/support/stack.ts';
import { type Feed, mapFile, policyInput, source } from './feed.ts';
import type { Section } from './figures.ts';

const putsInFlight = 50;
/** Puts that nobody times: an engine that has just started is slow. */
const warmUp = 1_000;

/** The item that store makes of an event that brings a new record. */
const itemOf = (event: HoshinEvent) => {
  const pk = recordPk({ type: recordTypeOf(event.type), namespace: source, subject: event.subject });
  const facets = facetsOfEvent(event, digest).flatMap(({ facet, order, counted }) => [
    [facet, counted],
    [orderAttribute(facet), order],
  ]);
  return toItem({
    pk,
    epoch: 0,
    born: 0,
    revision: 1,
    run: 'import-bench#message.1',
    ...Object.fromEntries(facets),
  });
};

/** Puts items into a table of their own, on condition that they are new; returns the seconds. */
const putBare = async (client: DynamoDBClient, table: string, events: readonly HoshinEvent[]): Promise<number> => {
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  const items = events.map(itemOf);
  const limit = limitConcurrency(putsInFlight);
  const began = performance.now();
  const put = (Item: (typeof items)[number]) =>
    client.send(new PutItemCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  await Promise.all(items.map((item) => limit(() => put(item))));
  return (performance.now() - began) / 1000;
};

const apply = async ({ folder, hoshin }: JourneyStack): Promise<void> => {
  const file = join(folder, 'company.yaml');
  // YAML takes JSON.
  writeFileSync(file, JSON.stringify({ sources: [{ id: source, types: ['delivery'] }], policy: policyInput }));
  const { status, stdout, stderr } = await hoshin('apply', file, '--yes', '--author', 'Bench', '--reason', 'Bench');
  if (status !== 0) throw new Error(`hoshin apply: ${stdout}${stderr}`);
};

/** `hoshin import --wait` from the command's start to its end; returns the seconds. */
const importWhole = async (stack: JourneyStack, { file, events }: Feed): Promise<number> => {
  const began = performance.now();
  const limit = ['--limit', String(events.length)];
  const { stored } = await stack.hoshinJson<{ stored: number }>('import', file, '--map', mapFile, '--wait', ...limit);
  if (stored !== events.length) throw new Error(`${stored} of ${events.length} were stored`);
  return (performance.now() - began) / 1000;
};

export const measureThroughput = async (feed: Feed, tell: (line: string) => void): Promise<Section> => {
  const { events } = feed;
  const stack = await startJourneyStack();
  const client = new DynamoDBClient({
    endpoint: stack.local.endpoints.dynamodb,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await apply(stack);
    await putBare(client, 'warm-up', events.slice(0, warmUp));
    tell(`puts ${events.length} items`);
    const before = await putBare(client, 'before', events);
    tell('imports the same');
    const through = await importWhole(stack, feed);
    tell('puts them again');
    const after = await putBare(client, 'after', events);
    const bare = (before + after) / 2;
    const rate = (seconds: number) => `${Math.round(events.length / seconds).toLocaleString('en')}/s`;
    return {
      title: 'Throughput of the local stack',
      about: [feed.about, `engine: ${stack.local.dynamoDbEngine === 'java' ? 'DynamoDB Local' : 'dynoxide'}`],
      figures: [
        {
          name: '`import --wait` as a share of bare puts',
          value: bare / through,
          unit: '×',
          limit: { atLeast: 0.5 },
          note: `${rate(through)} to the last row folded; ${rate(before)} and ${rate(after)} bare, ${putsInFlight} in flight`,
        },
      ],
    };
  } finally {
    client.destroy();
    await stack.stop();
  }
};
