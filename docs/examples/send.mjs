// Sends events, one JSON file each, as one signed batch. Needs Node.js 18 or newer, and nothing else.
//   HOSHIN_URL=https://…/v1/ingest/erp-lyon HOSHIN_SECRET=whsec_… node send.mjs order-1.json order-2.json
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const key = Buffer.from(process.env.HOSHIN_SECRET.replace(/^whsec_/, ''), 'base64');
const events = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const body = JSON.stringify(events); // the bytes that are signed are the bytes that are sent
const id = randomUUID(); // the same in every try

const post = async () => {
  const timestamp = String(Math.floor(Date.now() / 1000)); // signed anew in every try
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'content-type': 'application/cloudevents-batch+json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  const init = { method: 'POST', headers, body, signal: AbortSignal.timeout(30_000) };
  const answer = await fetch(process.env.HOSHIN_URL, init);
  return { status: answer.status, text: await answer.text(), wait: Number(answer.headers.get('retry-after')) };
};

for (let attempt = 1; attempt <= 5; attempt += 1) {
  const { status, text, wait } = await post().catch((error) => ({ status: 0, text: String(error), wait: 0 }));
  console.log(status, text);
  if (status === 202) process.exit(JSON.parse(text).rejected === 0 ? 0 : 1);
  if (status > 0 && status < 500 && status !== 429) process.exit(1); // the text says what to mend
  await sleep(1000 * (wait || attempt * 10)); // not taken: nothing is counted twice by sending it again
}
process.exit(1);
