/** Child process: SQS and S3 on loopback, their messages and objects kept in folders. */
import './end-with-parent.ts';
import './bind-loopback.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startFauxqs } from 'fauxqs';

const [port = '', dataDir = '', s3StorageDir = ''] = process.argv.slice(2);

/** Whoever had received these is gone with the stack that was killed: nobody has to wait for their visibility timeout. */
const giveBackInFlight = (file: string) => {
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  } finally {
    database.close();
  }
};

giveBackInFlight(join(dataDir, 'fauxqs.db'));
await startFauxqs({ port: Number(port), dataDir, s3StorageDir, logger: false });
