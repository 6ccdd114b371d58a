/** Asks the rebuild function, and follows a rebuild until its rows are the ones that count. */
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { formatNumber } from '../shared/core/text/format.ts';
import type { EnsureEpoch } from '../shared/store/open-epoch.ts';
import type { RebuildStatus } from '../shared/store/rebuild.ts';
import type { Recount } from '../shared/store/recount.ts';
import type { Connection } from './connect.ts';
import { Failure } from './failure.ts';
import { invoke } from './invoke.ts';

// The function is of this project: its answer's outline is enough to tell another version from this one.
const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const Status = z.object({
  start: z.custom<EnsureEpoch>(isObject).optional(),
  status: z.custom<RebuildStatus>(isObject),
});
const Check = z.object({ check: z.custom<Recount>(isObject) });

type Reach = Pick<Connection, 'stack' | 'stage' | 'lambda'>;

/** Starts or carries on with a rebuild; answers within seconds, whether it is done or not. */
export const askRebuild = (
  reach: Reach,
  request: { action: 'start'; repair?: boolean } | { action: 'continue' },
): Promise<z.infer<typeof Status>> => invoke(reach, 'rebuild', request, Status);

/** Recounts everything from the records and compares. Changes nothing. */
export const askCheck = async (reach: Reach): Promise<Recount> =>
  (await invoke(reach, 'rebuild', { action: 'check' }, Check)).check;

/** Where a rebuild stands, in words. */
export const describeStatus = (status: RebuildStatus): string => {
  switch (status.state) {
    case 'idle':
      return `No rebuild is under way; epoch ${status.epoch} counts.`;
    case 'elsewhere':
      return `Epoch ${status.epoch}: another call is working on it.`;
    case 'touching':
      return `Epoch ${status.epoch}: pass ${status.pass}, ${formatNumber(status.read)} records read, ${formatNumber(status.below)} lifted.`;
    case 'waiting':
      return `Epoch ${status.epoch}: every record is lifted; waits ${Math.ceil(status.remainingMs / 1000)} s for whoever still stores without it.`;
    case 'draining':
      return `Epoch ${status.epoch}: ${formatNumber(status.folded)} of ${formatNumber(status.lifted)} records are counted.`;
    case 'done':
      return `Epoch ${status.epoch} counts from now on.`;
  }
};

const patienceMs = 30 * 60_000;

/** Carries on with the open epoch until it counts. Throws a Failure if nothing moves for half an hour. */
export const followRebuild = async (reach: Reach): Promise<void> => {
  let told = '';
  let movedAt = Date.now();
  for (;;) {
    const { status } = await askRebuild(reach, { action: 'continue' });
    if (status.state === 'done' || status.state === 'idle') return;
    const text = describeStatus(status);
    const moved = status.state === 'waiting' ? status.state : text;
    if (moved !== told) {
      process.stderr.write(`${text}\n`);
      movedAt = Date.now();
    }
    told = moved;
    if (Date.now() - movedAt > patienceMs)
      throw new Failure(`The rebuild stands still. ${text} See \`hoshin doctor\`.`);
    await delay(status.state === 'waiting' ? Math.min(status.remainingMs + 100, 5_000) : 500);
  }
};
