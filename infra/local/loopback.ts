/** Everything of the local stack listens on this interface only. */
import { createServer, get, type RequestListener, type Server } from 'node:http';

export const loopback = '127.0.0.1';

export interface Listener {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Serves HTTP on loopback; port 0 takes a free one. */
export const serve = async (port: number, handle: RequestListener): Promise<Listener> => {
  const server = createServer({ keepAliveTimeout: 60_000 }, handle);
  const bound = await listen(server, port);
  return {
    port: bound,
    url: `http://${loopback}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/** Whether HTTP is answered on a port. A connection alone proves nothing: DynamoDB Local tries its port before it listens there. */
export const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get({ host: loopback, port, agent: false, timeout: 2_000 }, (response) => {
      response.resume();
      resolve(true);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });

/** Below the ports that systems give to outgoing connections (from 32768 on Linux): nothing takes one by chance. */
const anyPort = (): number => 10_000 + Math.floor(Math.random() * 22_000);

/** Whether nobody listens on a port. */
export const isPortFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    await listen(server, port);
    return true;
  } catch {
    return false;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
};

/** A port on which nobody listens. */
export const findPort = async (): Promise<number> => {
  for (;;) {
    const port = anyPort();
    if (await isPortFree(port)) return port;
  }
};

/** The whole body of a request. */
export const readBody = async (request: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};
