/** A request that can be pasted into a shell at any time: it signs itself, since a signature holds for five minutes only. */
import { keyOfSecret } from '../shared/sources/standard-webhooks.ts';

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Shell lines that sign a body with a source's secret and post it. */
export const signedCurl = (url: string, secret: string, body: object): string => {
  const key = keyOfSecret(secret);
  if (!key) throw new Error('the secret of the source cannot be read');
  return [
    `body=${quote(JSON.stringify(body))}`,
    `id=msg_$RANDOM$RANDOM time=$(date +%s)`,
    `signature=$(printf %s "$id.$time.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:${Buffer.from(key).toString('hex')} -binary | base64)`,
    `curl -i ${quote(url)} -H 'content-type: application/cloudevents+json' -H "webhook-id: $id" \\`,
    `  -H "webhook-timestamp: $time" -H "webhook-signature: v1,$signature" -d "$body"`,
  ].join('\n');
};
