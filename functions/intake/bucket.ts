/** The bucket, as intake uses it. Loaded late: the client is large, and most of a cold start needs none of it. */
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type DropBucket, FileGone } from './drop-bucket.ts';

const goneNames = new Set(['NoSuchKey', 'NotFound', 'PreconditionFailed']);

const asGone = (fault: unknown): unknown =>
  fault instanceof Error && goneNames.has(fault.name) ? new FileGone() : fault;

export const connectBucket = (Bucket: string): DropBucket => {
  const client = new S3Client({ maxAttempts: 3 });
  return {
    async *open(key, etag) {
      const request = new GetObjectCommand({ Bucket, Key: key, IfMatch: `"${etag}"` });
      const { Body } = await client.send(request).catch((fault: unknown) => {
        throw asGone(fault);
      });
      if (Body) yield* Body as AsyncIterable<Uint8Array>;
    },
    put: async (key, body, contentType) => {
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: body, ContentType: contentType }));
    },
  };
};
