/** Starts the engines that stand in for AWS's services, all at once. */
import { join } from 'node:path';
import type { Ports } from '../data-folder.ts';
import type { Engine } from './child.ts';
import { type DynamoDbEngine, indexStreams, startDynamoDb } from './dynamodb.ts';
import { startSes } from './ses.ts';
import { startSqs } from './sqs.ts';

interface Options {
  dataDir: string;
  logDir: string;
  mailDir: string;
  ports: Ports;
  /** Is told of each mail that SES took. */
  mailListener: string;
  dynamoDbEngine?: DynamoDbEngine | undefined;
}

export interface Engines extends Engine {
  dynamoDbEngine: DynamoDbEngine;
  /** To be called once the tables are there and before anything uses them. */
  tune(): Promise<void>;
}

/** Throws if one doesn't start; the others are stopped then. */
export const startEngines = async (options: Options): Promise<Engines> => {
  const { dataDir, mailDir, mailListener: listener, ports, logDir, dynamoDbEngine: engine } = options;
  const logFile = (name: string) => join(logDir, `engine-${name}.log`);
  const starting = [
    startDynamoDb({ port: ports.dynamodb, dataDir: join(dataDir, 'dynamodb'), logFile: logFile('dynamodb'), engine }),
    startSqs({ port: ports.sqs, dataDir: join(dataDir, 'sqs'), s3Dir: join(dataDir, 's3'), logFile: logFile('sqs') }),
    startSes({ port: ports.inbox, mailDir, listener, logFile: logFile('ses') }),
  ] as const;
  const stop = async () => {
    const settled = await Promise.allSettled(starting);
    await Promise.all(settled.map((each) => (each.status === 'fulfilled' ? each.value.stop() : undefined)));
  };
  try {
    const [dynamodb] = await Promise.all(starting);
    return {
      dynamoDbEngine: dynamodb.engine,
      tune: async () => {
        if (dynamodb.engine === 'java') await indexStreams(join(dataDir, 'dynamodb'));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
