/** What a test of an adapter needs: its product as that product's documentation describes it, with nothing of the code under test. */
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RecordType } from '../../../events/record-types.ts';
import { hasRealData, realFile } from '../real-data.ts';

export type Headers = Record<string, string>;

/** What one payload becomes. */
export interface Sample {
  name: string;
  body: Buffer;
  /** Headers of the product beside the signature's. */
  headers?: Headers;
  /** Settings in place of the kit's. */
  settings?: object;
  becomes:
    | { events: { type: RecordType; subject: string; time: string; data: object | null }[] }
    /** A part of the reason. */
    | { nothing: string }
    /** JSON Pointer into the payload, and a part of the problem. */
    | { reject: { path: string; problem: string } };
}

/** One file each beside this one, named by the adapter's id and exporting `kit`. */
export interface Kit {
  adapter: string;
  types: RecordType[];
  /** As a company would write them under `settings`. */
  settings: object;
  secret: string;
  /** Another one that is as good. */
  otherSecret: string;
  token?: string;
  samples: Sample[];
  /** The headers that prove a sender, by the documentation of the product. `now` in milliseconds since 1970. */
  sign(body: Buffer, secret: string, now: number): Headers;
  /** Stands in for the product's API, over HTTP; says where it listens, to be put into the settings. */
  startApi?(): Promise<{ settings: object; close(): Promise<void> }>;
}

/** A payload of a product's own documentation, from beside the project; nothing where those files are missing. */
export const realSample = (file: string, sample: Omit<Sample, 'body' | 'name'>): Sample[] =>
  hasRealData ? [{ name: file, body: readFileSync(realFile(`webhooks/${file}`)), ...sample }] : [];

/** HMAC by OpenSSL where it is, so that not even the arithmetic is shared with the code under test. */
export const hmac = (algorithm: 'sha256' | 'sha1', key: Buffer, message: Buffer): Buffer => {
  const options = ['dgst', `-${algorithm}`, '-mac', 'HMAC', '-macopt', `hexkey:${key.toString('hex')}`, '-binary'];
  try {
    return execFileSync('openssl', options, { input: message });
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOENT')) throw fault;
    return createHmac(algorithm, key).update(message).digest();
  }
};
