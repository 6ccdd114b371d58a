/** The two queues by which events come in: one behind the webhook, one for systems that send to a queue themselves. */
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { HoshinFunction } from './function.ts';
import { WorkQueue } from './queue.ts';
import { timeouts } from './timeouts.ts';

/** A message holds up to some 500 events: a slow table must store a batch well within the timeout. */
const batchSize = 4;

export const makeEntrances = (scope: Construct, alarms: Alarms) => {
  const entrance = (id: string, name: string, holds: string) =>
    new WorkQueue(scope, id, {
      name,
      impact: {
        dead: `${holds} could not be stored and are missing from every KPI; they are lost after 14 days.`,
        old: `${holds} have waited for 15 minutes: KPIs and alerts are that late.`,
      },
      consumerTimeout: timeouts.store,
      alarms,
    });
  const ingest = entrance('Ingest', 'ingest', 'Accepted events');
  const senders = entrance('Senders', 'senders', "Senders' messages");
  return {
    ingest,
    senders,
    feed: (store: HoshinFunction<Record<string, string>>) => {
      ingest.feed(store, { batchSize, maxConcurrency: 20 });
      senders.feed(store, { batchSize, maxConcurrency: 5 });
    },
  };
};
