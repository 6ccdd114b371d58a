/** Child process: SQS on loopback, its queues and messages kept in a folder. */
import './end-with-parent.ts';
import './bind-loopback.ts';
import { startFauxqs } from 'fauxqs';

const [port = '', dataDir = ''] = process.argv.slice(2);
await startFauxqs({ port: Number(port), dataDir, logger: false });
