/** A file's text, piece by piece: unzipped where it is gzipped, decoded, without its byte-order mark. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Failure } from '../failure.ts';

const gzipMagic = [0x1f, 0x8b];

const startsLikeGzip = async (path: string): Promise<boolean> => {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && gzipMagic.every((byte, index) => buffer[index] === byte);
  } finally {
    await handle.close();
  }
};

/** Bytes that were taken from the disk so far: what a progress bar shows. */
export interface ReadProgress {
  bytes: number;
}

/**
 * Reads a file as text. Pulled by its reader: no more than a stream's own buffers is ever held.
 * Throws a Failure where the bytes are not of the encoding.
 */
export async function* readText(path: string, encoding: string, progress: ReadProgress): AsyncGenerator<string> {
  const file = createReadStream(path);
  file.on('data', (chunk) => {
    progress.bytes += chunk.length;
  });
  file.pause();
  const gunzip = (await startsLikeGzip(path)) ? createGunzip() : undefined;
  if (gunzip) file.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  // Fatal: a letter that silently becomes � would be stored as one.
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of gunzip ?? file) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new Failure(
        `${path} is not written in ${encoding}: give the map's encoding, for example latin1 or utf-16le`,
      );
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new Failure(`${path} is gzipped, and damaged: ${error.message}`);
    throw error;
  } finally {
    file.destroy();
    gunzip?.destroy();
  }
}
