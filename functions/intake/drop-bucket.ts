/** What intake needs of the bucket, without its client. */
import { digest } from '../../shared/runtime/digest.ts';

export interface DropBucket {
  /** The bytes of an object, if it still is that one; throws FileGone if it is not. */
  open(key: string, etag: string): AsyncIterable<Uint8Array>;
  put(key: string, body: string, contentType: string): Promise<void>;
}

/** A file was taken away, or another one was dropped in its place, which has a message of its own. */
export class FileGone extends Error {}

/** Bytes of a path that leave room for the names of results: a key may have 1,024. */
const longestPath = 950;

const folderOf = (path: string): string =>
  Buffer.byteLength(path) <= longestPath ? path : `${path.slice(0, 200).toWellFormed()}-${digest(path)}`;

/** `incoming/erp-lyon/2026/orders.csv` → `erp-lyon`, and where its results are: `results/erp-lyon/2026/orders.csv/`. */
export const placeOf = (key: string): { source: string | undefined; name: string; results: string } => {
  const [, source, ...name] = key.split('/');
  const path = key.slice(key.indexOf('/') + 1);
  return {
    // A file beside the sources' folders names none.
    source: name.length > 0 ? source : undefined,
    name: name.join('/') || path,
    results: `results/${folderOf(path)}/`,
  };
};
