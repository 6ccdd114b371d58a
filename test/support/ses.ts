/** SES for a test file: the local engine, and a proxy before it that can swallow replies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMails, startSes } from '../../infra/local/engines/ses.ts';
import { findPort, loopback } from '../../infra/local/loopback.ts';

/** What the proxy does with the next connections: pass the reply on, or take the request and never answer. */
interface Swallowing {
  replies: number;
}

const startProxy = async (target: number, swallowing: Swallowing) => {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ port: target, host: loopback });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.pipe(far);
    const swallow = swallowing.replies > 0;
    if (swallow) swallowing.replies -= 1;
    // The engine's first bytes mean that it has taken the mail: the line breaks before they reach the caller.
    far.on('data', (reply) => (swallow ? near.destroy() : near.write(reply)));
    far.on('end', () => near.end());
  });
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export const startTestSes = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-ses-'));
  const port = await findPort();
  const mailDir = join(folder, 'mails');
  const engine = await startSes({ port, mailDir, logFile: join(folder, 'log') });
  const swallowing: Swallowing = { replies: 0 };
  const proxy = await startProxy(port, swallowing);
  return {
    /** Set what the SDK reads: `connectSes` then reaches the proxy. */
    endpoint: `http://${loopback}:${proxy.port}`,
    swallowing,
    /** Raw MIME of the mails taken so far, oldest first. */
    mails: () => readMails(mailDir),
    stop: async () => {
      await proxy.close();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type TestSes = Awaited<ReturnType<typeof startTestSes>>;
