/** S3 as the stack sees it: the engine, and in front of it what the engine lacks, the notifications of new objects. */
import { type IncomingMessage, type RequestListener, request as send } from 'node:http';
import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { loopback } from '../loopback.ts';
import { account, region } from '../template/names.ts';
import type { BucketRoute } from './make.ts';

interface Front {
  enginePort: number;
  /** Talks to the engine itself. */
  client: S3Client;
  sqs: SQSClient;
  routes: readonly BucketRoute[];
  /** Milliseconds since 1970. */
  now(): number;
  log(line: string): void;
}

interface Created {
  bucket: string;
  key: string;
  event: 'Put' | 'Copy' | 'CompleteMultipartUpload';
}

/** What a request creates if it is answered well; addresses have the bucket in their path. */
const createdBy = ({ method, url = '', headers }: IncomingMessage): Created | undefined => {
  const { pathname, searchParams } = new URL(url, 'http://local');
  const [, bucket = '', ...rest] = pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  if (bucket === '' || key === '') return undefined;
  const isPart = searchParams.has('uploadId');
  if (method === 'POST' && isPart) return { bucket, key, event: 'CompleteMultipartUpload' };
  if (method !== 'PUT' || isPart) return undefined;
  return { bucket, key, event: headers['x-amz-copy-source'] === undefined ? 'Put' : 'Copy' };
};

/** Keys stand in notifications as in forms. */
const encodeKey = (key: string): string => key.split('/').map(encodeURIComponent).join('/').replaceAll('%20', '+');

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const notificationOf = (
  { bucket, key, event }: Created,
  eTag: string,
  size: number,
  now: number,
  sequence: number,
) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: region,
      eventTime: new Date(now).toISOString(),
      eventName: `ObjectCreated:${event}`,
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'local',
        bucket: { name: bucket, ownerIdentity: { principalId: account }, arn: `arn:aws:s3:::${bucket}` },
        object: {
          key: encodeKey(key),
          size,
          eTag,
          sequencer: (now * 1000 + sequence).toString(16).padStart(18, '0').toUpperCase(),
        },
      },
    },
  ],
});

/** Passes every request on to the engine. An object that was created is told of before the answer is passed back. */
export const createBucketFront = ({ enginePort, client, sqs, routes, now, log }: Front): RequestListener => {
  let sequence = 0;
  const tell = async (created: Created): Promise<void> => {
    const { bucket, key } = created;
    const told = routes.filter((route) => route.bucket === bucket && key.startsWith(route.prefix));
    if (told.length === 0) return;
    const { ETag = '', ContentLength = 0 } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    sequence = (sequence + 1) % 1000;
    const body = notificationOf(created, ETag.replaceAll('"', ''), ContentLength, now(), sequence);
    for (const { queueUrl } of told)
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(body) }));
  };
  return (request, response) => {
    const { method, url, headers } = request;
    const created = createdBy(request);
    const upstream = send({ host: loopback, port: enginePort, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      const isGood = (answer.statusCode ?? 500) < 300;
      answer
        .on('data', (chunk) => response.write(chunk))
        .on('end', () => {
          const telling = isGood && created ? tell(created) : Promise.resolve();
          void telling
            .catch((error: unknown) => log(`S3 could not tell of a new object: ${error}`))
            .then(() => response.end());
        });
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  };
};
