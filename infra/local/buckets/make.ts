/** Makes the template's buckets in the local S3, and reads whom they tell of what is put into them. */
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { MadeQueue } from '../queues/make.ts';
import type { Blueprint } from '../template/blueprint.ts';

const Rule = z.strictObject({ Name: z.literal('prefix', 'only prefixes are emulated'), Value: z.string() });
const Properties = z.object({
  BucketName: z.string('a bucket must be named in the template itself'),
  NotificationConfiguration: z
    .strictObject({
      QueueConfigurations: z.array(
        z.strictObject({
          Event: z.literal('s3:ObjectCreated:*', 'only created objects are told of'),
          Queue: z.string(),
          Filter: z.strictObject({ S3Key: z.strictObject({ Rules: z.array(Rule) }) }).optional(),
        }),
      ),
    })
    .optional(),
});

/** Names the buckets, so that other resources can refer to them before they are made. */
export const nameBuckets = ({ select, parse, names }: Blueprint): void => {
  for (const resource of select('AWS::S3::Bucket')) {
    const { BucketName: name } = parse(
      { ...resource, Properties: { BucketName: resource.Properties?.BucketName ?? '' } },
      Properties,
    );
    names.set(resource.id, { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } });
  }
};

/** A queue that is told of objects under a prefix. */
export interface BucketRoute {
  bucket: string;
  prefix: string;
  queueUrl: string;
}

/** Makes the buckets that are not there yet. Returns whom they tell; throws, naming it, if that is no queue here. */
export const makeBuckets = async (
  { select, parse }: Blueprint,
  client: S3Client,
  queues: ReadonlyMap<string, MadeQueue>,
): Promise<BucketRoute[]> => {
  const routes: BucketRoute[] = [];
  for (const resource of select('AWS::S3::Bucket')) {
    const { BucketName: bucket, NotificationConfiguration: told } = parse(resource, Properties);
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    for (const { Queue, Filter } of told?.QueueConfigurations ?? []) {
      const queue = queues.get(Queue);
      if (queue === undefined) throw new Error(`${resource.id} tells ${Queue}, which is no queue here`);
      const prefix = Filter?.S3Key.Rules[0]?.Value ?? '';
      routes.push({ bucket, prefix, queueUrl: queue.url });
    }
  }
  return routes;
};
