import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passThrough } from '../../cli/erase/erase-person.ts';
import { openDossier } from '../../shared/privacy/erase/dossier.ts';
import { findPerson } from '../../shared/privacy/erase/find-person.ts';
import { addressScrubberOf, scrubberOf } from '../../shared/privacy/erase/scrub.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { digestKey, kinds } from '../../shared/store/keys.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

let engine: TestDynamoDb;
beforeAll(async () => {
  engine = await startTestDynamoDb();
});
afterAll(() => engine?.stop());

const put = (table: NamedTable, item: object) =>
  table.client.send(new PutItemCommand({ TableName: table.name, Item: toItem(item) }));

test('a digest that quotes a record just before it is stripped does not keep the quotation', async () => {
  const [records, board] = await Promise.all([engine.createRecords(), engine.createBoard()]);
  await put(records, {
    ...{ pk: 'response#desk#R-1', epoch: 0, born: 0, revision: 1, answer: { nps: 3 }, answer_o: 'o' },
    answer_p: { text: 'Late again', customer: { email: 'ada@customer.example' } },
  });
  const voice = { type: 'response', namespace: 'desk', subject: 'R-1', day: '2026-03-14', about: 'NPS 3' };
  const key = digestKey('ceo', 'week-2026-W11');
  const digest = { ...key, kind: kinds.digest, content: { voices: [{ ...voice, text: 'Late again' }] }, told: [] };
  const quoting: NamedTable = {
    name: records.name,
    client: {
      send: async (command: UpdateItemCommand) => {
        if (command instanceof UpdateItemCommand) await put(board, digest);
        return records.client.send(command);
      },
    } as NamedTable['client'],
  };
  const dossier = openDossier({ email: 'ada@customer.example' });
  await findPerson({ records, board }, dossier);
  const scrubs = { scrub: scrubberOf(dossier), scrubAddresses: addressScrubberOf(dossier) };
  const sqs = new SQSClient({ region: 'eu-west-1' });
  sqs.send = (async () => ({})) as SQSClient['send'];
  const stack = {
    ...{ stage: 'test', region: 'eu-west-1', recordsTable: records.name, boardTable: board.name, graceSeconds: 0 },
    ...{ ingestUrl: '', ingestQueueUrl: '', ingestDlqUrl: 'empty', sendersQueueUrl: '', functions: {} },
  };
  const connection = { stack, stage: 'test', records: quoting, board, sqs: async () => sqs };
  const counts = await passThrough(connection, undefined, { dossier, persons: new Set(), ...scrubs }, true);
  expect(counts).toEqual({ 'record response': 1, digest: 1 });
  const { Item = {} } = await board.client.send(new GetItemCommand({ TableName: board.name, Key: toItem(key) }));
  expect(fromItem(Item)).toMatchObject({ content: { voices: [{ ...voice, text: '[…]' }] } });
});
