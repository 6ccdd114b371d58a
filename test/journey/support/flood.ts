/** Many requests over a few connections that stay open, as a mail scanner's. */
import { Agent, request } from 'node:http';

const ask = (agent: Agent, method: string, address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(address, { agent, method }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });

/** Sends each of the requests once, so many at a time; counts the answers by method and status: `GET 200`. */
export const flood = async (
  requests: Iterable<readonly [method: string, address: string]>,
  inFlight = 20,
): Promise<Record<string, number>> => {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const counts: Record<string, number> = {};
  // One iterator for all: each takes the next request when its own is answered.
  const queue = requests[Symbol.iterator]();
  const work = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const [method, address] = next.value;
      const answer = `${method} ${await ask(agent, method, address)}`;
      counts[answer] = (counts[answer] ?? 0) + 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: inFlight }, work));
  } finally {
    agent.destroy();
  }
  return counts;
};
