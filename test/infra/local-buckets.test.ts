/** Buckets of the local stack: what is put under a prefix is told to a queue, as S3 does. */
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalStack } from '../../infra/local/start.ts';
import type { Resource } from '../../infra/local/template/template.ts';
import { type Fixture, lambda, makeFixture, until } from './local-harness.ts';

const Bucket = 'drops-000000000000';
const resources: Record<string, Resource> = {
  Queue: { Type: 'AWS::SQS::Queue' },
  Bucket: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: { 'Fn::Join': ['-', ['drops', { Ref: 'AWS::AccountId' }]] },
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Event: 's3:ObjectCreated:*',
            Queue: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'incoming/' }] } },
          },
        ],
      },
    },
  },
  Reader: lambda('reader', { Environment: { Variables: { BUCKET: { Ref: 'Bucket' } } } }),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Reader' }, BatchSize: 1 },
  },
};
interface Told {
  eventName: string;
  s3: { bucket: { name: string }; object: { key: string; size: number; eTag: string; sequencer: string } };
}

let fixture: Fixture;
let stack: LocalStack;
let s3: S3Client;

const connect = () =>
  new S3Client({
    ...{ region: 'eu-west-1', endpoint: stack.endpoints.s3 },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
const told = () =>
  fixture
    .seen<{ Records: { body: string }[] }>('reader')
    .flatMap(({ Records }) => Records.flatMap(({ body }) => (JSON.parse(body) as { Records: Told[] }).Records));
const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));

beforeAll(async () => {
  fixture = makeFixture(resources, { reader: 'export const handler = async (event) => { seen(event); };' });
  stack = await fixture.start();
  s3 = connect();
});
afterAll(async () => {
  s3?.destroy();
  await stack?.stop();
  fixture?.remove();
});

test('what is put, copied or uploaded in parts is told once, with its key as S3 spells it; nothing else is', async () => {
  await put('results/no.csv', 'x');
  const { ETag } = await put('incoming/a b+é.csv', 'content');
  await s3.send(new CopyObjectCommand({ Bucket, Key: 'incoming/copy.csv', CopySource: `${Bucket}/results/no.csv` }));
  const upload = { Bucket, Key: 'incoming/parts.csv' };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
  const part = await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'part' }));
  await s3.send(
    new CompleteMultipartUploadCommand({
      ...{ ...upload, UploadId },
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag: part.ETag }] },
    }),
  );
  const seen = await until(told, (events) => events.length >= 3);
  expect(seen.map(({ eventName, s3: { object } }) => [eventName, object.key, object.size]).sort()).toEqual([
    ['ObjectCreated:CompleteMultipartUpload', 'incoming/parts.csv', 4],
    ['ObjectCreated:Copy', 'incoming/copy.csv', 1],
    ['ObjectCreated:Put', 'incoming/a+b%2B%C3%A9.csv', 7],
  ]);
  expect(seen.map((each) => each.s3.bucket.name)).toEqual([Bucket, Bucket, Bucket]);
  expect(seen.map((each) => each.s3.object.eTag)).toContain(ETag?.replaceAll('"', ''));
  expect(new Set(seen.map((each) => each.s3.object.sequencer)).size).toBe(3);
});

test('objects are there after a restart, and another one in their place is told from them', async () => {
  const { ETag } = await put('incoming/kept.csv', 'first');
  s3.destroy();
  await stack.stop();
  stack = await fixture.start();
  s3 = connect();
  const get = (IfMatch = '') => s3.send(new GetObjectCommand({ Bucket, Key: 'incoming/kept.csv', IfMatch }));
  expect(await (await get(ETag)).Body?.transformToString()).toBe('first');
  await put('incoming/kept.csv', 'second');
  await expect(get(ETag)).rejects.toMatchObject({ name: 'PreconditionFailed' });
});

test('a bucket that tells a function is refused: nothing here would call it', async () => {
  const careless = makeFixture({
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'careless', NotificationConfiguration: { LambdaConfigurations: [] } },
    },
  });
  await expect(careless.start()).rejects.toThrow('LambdaConfigurations');
  careless.remove();
});
