/** A file's text, piece by piece: unzipped where it is gzipped, decoded, without its byte-order mark. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from './unreadable-file.ts';

/** A file wherever it lies. */
export interface FileInput {
  /** What people call it; its ending may tell the format. */
  name: string;
  /** Its bytes, from the first one each time that it is called. Whoever stops early returns the iterator. */
  open(): AsyncIterable<Uint8Array>;
}

const gzipMagic = [0x1f, 0x8b];

/** The first bytes of a stream (fewer where it ends), and the whole of it again. */
const peek = async (
  bytes: AsyncIterable<Uint8Array>,
  wanted: number,
): Promise<{ head: Buffer; all: AsyncGenerator<Uint8Array> }> => {
  const iterator = bytes[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let done = false;
  while (head.length < wanted && !done) {
    const next = await iterator.next();
    done = next.done ?? false;
    if (!next.done) head = Buffer.concat([head, next.value]);
  }
  async function* all() {
    try {
      if (head.length > 0) yield head;
      for (;;) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head, all: all() };
};

/** A file's bytes, unzipped where they are gzipped: told by the bytes themselves, not by the name. */
export async function* readBytes(file: FileInput): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(file.open(), gzipMagic.length);
  if (!gzipMagic.every((byte, index) => head[index] === byte)) return yield* all;
  const zipped = Readable.from(all);
  const gunzip = createGunzip();
  zipped.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new UnreadableFile(`${file.name} is gzipped, and damaged: ${error.message}`);
    throw error;
  } finally {
    // Whoever stops early leaves nothing open.
    zipped.destroy();
    gunzip.destroy();
  }
}

/** The beginning of a file, unzipped: so many bytes at least, or all that it has. */
export const firstBytes = async (file: FileInput, wanted: number): Promise<Buffer> => {
  let head = Buffer.alloc(0);
  for await (const chunk of readBytes(file)) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= wanted) break;
  }
  return head;
};

/** True for what a fatal TextDecoder throws at bytes that are not of its encoding. */
export const isWrongEncoding = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';

/**
 * Reads a file as text. Pulled by its reader: no more than a stream's own buffers is ever held.
 * Throws UnreadableFile where the bytes are not of the encoding.
 */
export async function* readText(file: FileInput, encoding: string): AsyncGenerator<string> {
  // Fatal: a letter that silently becomes � would be stored as one.
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of readBytes(file)) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (isWrongEncoding(error))
      throw new UnreadableFile(
        `${file.name} is not written in ${encoding}: give the map's encoding, for example latin1 or utf-16le`,
      );
    throw error;
  }
}
