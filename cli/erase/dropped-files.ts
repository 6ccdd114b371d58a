/** Files in the drop bucket that name a person, and what was written beside them. They are deleted whole: they are copies. */
import type { S3Client } from '@aws-sdk/client-s3';
import { type FileInput, readBytes } from '../../shared/import/open-file.ts';
import { readSheet } from '../../shared/import/read-sheet.ts';
import { UnreadableFile } from '../../shared/import/unreadable-file.ts';
import { isTheirs } from '../../shared/privacy/erase/dossier.ts';
import type { Erasing } from '../../shared/privacy/erase/erase-item.ts';
import { identitiesInText, unescapeText } from '../../shared/privacy/identities.ts';
import type { Connection } from '../connect.ts';

/** One of them reads any file so that addresses and names stand in it as people write them. */
const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;

/** What is read of a file at once begins with the end of what was read before: no name is cut in two unseen. */
const overlap = 1_000;
/** Texts are looked at in pieces of about this length. */
const pieceLength = 256 * 1024;

/** As far as a file can be read: one that is damaged must not stop an erasure. */
async function* readable<T>(pieces: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* pieces;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
}

/** A file's text in every encoding, in pieces that overlap. */
async function* textsOf(file: FileInput): AsyncGenerator<string> {
  const readers = encodings.map((encoding) => ({ decoder: new TextDecoder(encoding), text: '' }));
  for await (const bytes of readable(readBytes(file))) {
    for (const reader of readers) {
      reader.text += reader.decoder.decode(bytes, { stream: true });
      if (reader.text.length < pieceLength) continue;
      yield reader.text;
      reader.text = reader.text.slice(-overlap);
    }
  }
  yield* readers.map(({ text }) => text);
}

/** The rows of every sheet of a workbook, as text, until there is no such sheet. One that cannot be read is left to its expiry. */
async function* rowsOf(file: FileInput): AsyncGenerator<string> {
  for (let sheet = 1; ; sheet += 1)
    for await (const row of readSheet(file, sheet)) yield JSON.stringify(row.cells ?? '');
}

const isWorkbook = async (file: FileInput): Promise<boolean> => {
  for await (const bytes of readable(readBytes(file)))
    return Buffer.from(bytes).toString('latin1', 0, 4) === 'PK\u0003\u0004';
  return false;
};

/** True if a file names the person. */
export const namesPerson = async (file: FileInput, { dossier, scrub }: Erasing): Promise<boolean> => {
  for await (const text of (await isWorkbook(file)) ? readable(rowsOf(file)) : textsOf(file)) {
    const plain = unescapeText(text);
    if (isTheirs(dossier, identitiesInText('', text)) || scrub(plain) !== plain) return true;
  }
  return false;
};

async function* keysIn(s3: S3Client, Bucket: string): AsyncGenerator<string> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}

/** How many files name the person. With `apply` they are gone. */
export const eraseDroppedFiles = async (
  { stack, stage }: Pick<Connection, 'stack' | 'stage'>,
  erasing: Erasing,
  apply: boolean,
): Promise<number> => {
  const { dropBucket: Bucket } = stack;
  if (Bucket === undefined) return 0;
  const { DeleteObjectCommand, GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const s3 = new S3Client({ forcePathStyle: stage === 'local' });
  const open = (Key: string) =>
    async function* (): AsyncGenerator<Uint8Array> {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      // The types know the browser's streams too; in Node it is always one of Node's.
      if (Body) yield* Body as AsyncIterable<Uint8Array>;
    };
  let found = 0;
  try {
    for await (const Key of keysIn(s3, Bucket)) {
      if (!(await namesPerson({ name: Key, open: open(Key) }, erasing))) continue;
      found += 1;
      if (apply) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    }
  } finally {
    s3.destroy();
  }
  return found;
};
