/** The encoding of a file whose map names none: by its byte-order mark, else UTF-8 if all of it is, else Windows-1252. */
import { type FileInput, isWrongEncoding, readBytes } from './open-file.ts';

export interface Detected {
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** True where it is a guess that the file does not confirm. */
  doubtful: boolean;
}

/** The encoding that a byte-order mark tells. */
export const byMark = (head: Buffer): Detected['encoding'] | undefined => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** UTF-16 without a mark: in what is mostly ASCII every other byte is zero. */
const byZeroes = (head: Buffer): Detected['encoding'] | undefined => {
  const zeroes = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeroes[index % 2] = (zeroes[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeroes;
  const many = head.length / 4;
  if (odd > many && even < many / 4) return 'utf-16le';
  if (even > many && odd < many / 4) return 'utf-16be';
  return undefined;
};

/** Reads as much as it has to: all of it, where the file has no mark, since one wrong byte at its end tells. */
export const detectEncoding = async (file: FileInput): Promise<Detected> => {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of readBytes(file)) {
      if (first) {
        const head = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.byteLength, 65_536));
        const marked = byMark(head);
        if (marked) return { encoding: marked, doubtful: false };
        const wide = byZeroes(head);
        if (wide) return { encoding: wide, doubtful: true };
        first = false;
      }
      strict.decode(chunk, { stream: true });
    }
    strict.decode();
    return { encoding: 'utf-8', doubtful: false };
  } catch (error) {
    if (isWrongEncoding(error)) return { encoding: 'windows-1252', doubtful: true };
    throw error;
  }
};
