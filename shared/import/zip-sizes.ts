/** What a ZIP archive says it holds: read before anything is unpacked, so that a small file cannot become a large one. */

/** Bytes that each entry unpacks to, by name; `undefined` where the directory cannot be read or is of the 64-bit kind. */
export const zipSizes = (archive: Buffer): Map<string, number> | undefined => {
  const end = archive.lastIndexOf('PK\x05\x06', archive.length, 'latin1');
  if (end < 0 || end + 22 > archive.length) return undefined;
  const entries = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const sizes = new Map<string, number>();
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > archive.length || archive.toString('latin1', at, at + 4) !== 'PK\x01\x02') return undefined;
    const nameLength = archive.readUInt16LE(at + 28);
    sizes.set(archive.toString('utf8', at + 46, at + 46 + nameLength), archive.readUInt32LE(at + 24));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return sizes;
};
