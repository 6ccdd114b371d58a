/** What intake needs of the bucket, without its client. */

export interface DropBucket {
  /** The bytes of an object, if it still is that one; throws FileGone if it is not. */
  open(key: string, etag: string): AsyncIterable<Uint8Array>;
  put(key: string, body: string, contentType: string): Promise<void>;
}

/** A file was taken away, or another one was dropped in its place, which has a message of its own. */
export class FileGone extends Error {}

/** `incoming/erp-lyon/2026/orders.csv` → `erp-lyon`, and where its results are: `results/erp-lyon/2026/orders.csv/`. */
export const placeOf = (key: string): { source: string | undefined; name: string; results: string } => {
  const [, source, ...name] = key.split('/');
  const path = key.slice(key.indexOf('/') + 1);
  return {
    // A file beside the sources' folders names none.
    source: name.length > 0 ? source : undefined,
    name: name.join('/') || path,
    results: `results/${path}/`,
  };
};
