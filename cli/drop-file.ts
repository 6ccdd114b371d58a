/** Puts a file into the stack's bucket, and reads what came of it. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import * as z from 'zod';
import type { Connection } from './connect.ts';
import { Failure } from './failure.ts';
import { statFile } from './import/prepare.ts';
import type { Progress } from './import/progress.ts';

/** The parts of `summary.json` that the command needs. */
const Summary = z.object({
  outcome: z.enum(['taken', 'under-way', 'broken', 'refused']),
  problem: z.string().optional(),
  run: z.string(),
  etag: z.string(),
  counts: z.object({ read: z.number(), filtered: z.number(), accepted: z.number(), rejected: z.number() }),
  rejectedFiles: z.array(z.string()),
});
export type DropSummary = z.infer<typeof Summary>;

/** A file that lies in the bucket. */
export interface DroppedFile {
  /** `s3://bucket/incoming/erp-lyon/orders.csv` */
  address: string;
  /** The folder of what comes of it, with a slash at its end. */
  results: string;
  /** Waits for the end of this drop, not of an earlier one of the same file. Throws a Failure if nothing comes. */
  summary(progress: Progress): Promise<DropSummary>;
}

const pollMs = 500;
/** Longer than the queue's first retry takes. */
const patienceMs = 40 * 60_000;

/** Uploads a file for a source, under its own name. */
export const dropFile = async ({ stack, stage }: Connection, file: string, source: string): Promise<DroppedFile> => {
  const { dropBucket: Bucket } = stack;
  if (Bucket === undefined)
    throw new Failure(`The stack of stage '${stage}' has no bucket to drop files into: deploy its newest version.`);
  await statFile(file);
  const client = new S3Client({});
  const path = `${source}/${basename(file)}`;
  const results = `results/${path}/`;
  const read = async (): Promise<DropSummary | undefined> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: `${results}summary.json` }));
      return Summary.parse(JSON.parse((await Body?.transformToString()) ?? ''));
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  const before = await read();
  const Key = `incoming/${path}`;
  // In parts: one that is lost on the way is sent again alone.
  const upload = new Upload({ client, params: { Bucket, Key, Body: createReadStream(file) } });
  const { ETag = '' } = await upload.done();
  const etag = ETag.replaceAll('"', '');
  return {
    address: `s3://${Bucket}/${Key}`,
    results: `s3://${Bucket}/${results}`,
    summary: async (progress) => {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const now = await read();
        if (now && now.run !== before?.run && now.etag === etag) {
          if (now.outcome !== 'under-way') return now;
          progress.at(0, 1, `${now.counts.read} rows read`);
        }
        if (Date.now() > deadline)
          throw new Failure(`Nothing came of ${Key}. Look among the dead letters: \`hoshin redrive --dry-run\`.`);
        await sleep(pollMs);
      }
    },
  };
};
