/** Signatures that others have published: those that must hold hold, and those that must not do not. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadAdapter } from '../../shared/sources/load-adapter.ts';
import { isSignedBy, readClaims } from '../../shared/sources/standard-webhooks.ts';
import { hasRealData, realFile } from '../support/real-data.ts';

interface Vector {
  scheme: string;
  secret: string;
  id?: string;
  timestamp?: number;
  payload?: string;
  payload_file?: string;
  header?: string;
  expected?: string;
  accept?: boolean;
}
const vectors: Vector[] = hasRealData ? JSON.parse(readFileSync(realFile('webhooks/vectors.json'), 'utf8')) : [];

const bodyOf = ({ payload, payload_file }: Vector): Buffer => {
  if (payload !== undefined) return Buffer.from(payload);
  // The file ends with a line break that was not signed.
  const file = readFileSync(realFile(`webhooks/${payload_file}`));
  return file.subarray(0, file.lastIndexOf('\n'));
};

describe.skipIf(!hasRealData)('published vectors', () => {
  test.each(vectors)('$scheme', async (vector) => {
    const body = bodyOf(vector);
    const signature = vector.header ?? vector.expected ?? '';
    const accepted = vector.accept ?? true;
    if (vector.scheme.startsWith('EasyPost')) {
      const adapter = await loadAdapter('easypost');
      const request = { headers: { 'x-hmac-signature': signature }, body };
      expect(adapter?.verifies(request, [vector.secret], Date.now())).toBe(accepted);
      return;
    }
    const headers = {
      'webhook-id': vector.id,
      'webhook-timestamp': String(vector.timestamp),
      'webhook-signature': signature,
    };
    const reading = readClaims(headers, (vector.timestamp ?? 0) * 1000);
    if (!reading.readable) throw new Error(reading.problem);
    // Its secret has 24 bytes, the fewest that are taken.
    expect(isSignedBy([vector.secret], reading.claims, body)).toBe(accepted);
    for (const wrong of [signature.slice(0, -1), signature.replace('v1', 'v2'), `${signature.slice(0, -2)}A=`, 'v1,'])
      expect(isSignedBy([vector.secret], { ...reading.claims, signatures: [wrong] }, body)).toBe(false);
  });
});
